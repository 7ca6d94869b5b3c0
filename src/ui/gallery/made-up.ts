import type { DayView } from '../day/view.ts'
import type { Offer, OccasionChoices } from '../appear/view.ts'
import type { FileView } from '../files/file-view.ts'
import type { RulesView } from '../rules/view.ts'
import type { DeviceView, DisplayView, Lang, NoteView, Pairing, PersonView, RoomView, SettingsView } from '../view.ts'

/** A day in the Reading Room, so that every picture of it is the same. */
export const CLOCK_MS = Date.UTC(2025, 10, 23, 14, 6)

const person = (name: string, more: Partial<PersonView> = {}): PersonView => ({
  id: name || 'nameless',
  name,
  role: 'visitor',
  admin: false,
  state: 'here',
  certainty: 'phone',
  me: false,
  ...more,
})

export const people: readonly PersonView[] = [
  person('Amara', { role: 'member', admin: true }),
  person('Jonas', { role: 'member' }),
  person('Lin', { me: true }),
  person('', { state: 'away' }),
]

export const crowd: readonly PersonView[] = [
  ...people,
  ...['Björk', 'Chiamaka', 'Dev', 'Élodie', 'Maximiliane von Hohenlohe-Langenburg', 'Olu', 'Rosa'].map((name) =>
    person(name),
  ),
  ...['Sunniva', 'Tariq', 'Ursula', 'Wen'].map((name) => person(name)),
]

export const devices: readonly DeviceView[] = [
  { id: 'hall', name: 'Hall screen', kind: 'screen', admin: true, state: 'here', me: true },
  { id: 'window', name: 'Window screen', kind: 'screen', admin: false, state: 'here', me: false },
  { id: 'amara', name: 'Amara’s phone', kind: 'member', admin: true, state: 'here', me: false },
  { id: 'jonas', name: 'Jonas’ phone', kind: 'member', admin: false, state: 'not-here', me: false },
]

const words = {
  en: [
    'The projector needs the HDMI adapter; it is in the drawer under the window.',
    'Garden door key: ask Rosa.',
    'Reading hours: mornings quiet, afternoons talk.',
    'Whoever leaves last closes the skylight.',
    'Wi-Fi for guests is on the card by the door.',
  ],
  fr: [
    'Le projecteur a besoin de l’adaptateur HDMI : tiroir sous la fenêtre.',
    'Clé de la porte du jardin : demander à Rosa.',
    'Heures de lecture : silence le matin, échanges l’après-midi.',
    'Qui part en dernier ferme la verrière.',
    'Le Wi-Fi des invités est sur la carte près de la porte.',
  ],
}
const authors = ['Amara', 'Jonas', 'Amara', 'Lin', 'Rosa']

export const notes = (lang: Lang): NoteView[] =>
  words[lang].map((text, at) => ({
    id: `note-${at}`,
    text,
    by: authors[at] ?? '',
    mine: authors[at] === 'Lin',
    byVisitor: ['Lin', 'Rosa'].includes(authors[at] ?? ''),
    atMs: CLOCK_MS - at * 60_000,
  }))

const fileNames = {
  en: [
    'Minutes of November.pdf',
    'Plan of the garden.png',
    'Talk, part one.mp4',
    'Invoice.pdf',
    'Recordings.zip',
    'IMG_2041.HEIC',
  ],
  fr: [
    'Compte rendu de novembre.pdf',
    'Plan du jardin.png',
    'Conférence, partie 1.mp4',
    'Facture.pdf',
    'Enregistrements.zip',
    'IMG_2041.HEIC',
  ],
}
export const files = (lang: Lang): FileView[] => {
  const made: Partial<FileView>[] = [
    { at: 'asked', by: 'Amara', size: 812_000 },
    { at: 'moving', mine: true, size: 3_400_000, bytes: 1_530_000 },
    { at: 'moving', by: 'Jonas', size: 512_000_000, bytes: 230_000_000 },
    { at: 'waiting', mine: true, to: 'Rosa', size: 90_000 },
    { at: 'kept', by: 'Lin', mine: true, size: 48_000_000 },
    { at: 'kept', by: 'Rosa', size: 2_100_000, picture: true, when: { people: ['rosa', 'jonas'], bookings: [] } },
  ]
  return made.map((more, at) => ({
    id: `file-${at}`,
    name: fileNames[lang][at] ?? '',
    by: '',
    size: 0,
    mine: false,
    at: 'kept',
    bytes: 0,
    picture: false,
    ...more,
  }))
}

export const occasions: OccasionChoices = {
  people: [
    { id: 'rosa', name: 'Rosa' },
    { id: 'jonas', name: 'Jonas' },
  ],
  bookings: [{ id: 'b', title: 'Design review', fromMs: Date.UTC(2026, 4, 24, 13) }],
}
export const offers: Offer[] = [
  { id: 'o1', name: 'Plan of the garden.png', by: 'Rosa' },
  { id: 'o2', name: 'Seeds for next year.jpg', by: 'Jonas' },
]

const agenda = {
  en: 'Agenda: the new reading hours, and who keeps the garden door key.',
  fr: 'Ordre du jour\u202f: les nouvelles heures de lecture, et qui garde la clé du jardin.',
}

/** As admins wrote them, and what they did; the gallery's clock says six past two in the afternoon. */
export const rules: RulesView = {
  files: ['Plan of the garden.png', 'Slides.pdf'],
  screens: ['Hall screen', 'Kitchen screen'],
  rules: [
    { id: 'a', text: 'while nobody is here then show file "Slides.pdf"', on: true, stopped: false, circle: false },
    {
      ...{ id: 'e', text: 'when a booking lasts then record at "Kitchen screen"', on: true, stopped: false },
      ...{ circle: false, failed: 'rule-owner' },
    },
    {
      ...{ id: 'b', text: 'when "Amara" is here and it is between 8:00 and 10:00 then say "Good morning", lamp on' },
      ...{ on: true, stopped: false, circle: false, sinceMs: CLOCK_MS - 40 * 60_000 },
    },
    { id: 'c', text: 'while a stranger is here then blank', on: false, stopped: false, circle: false },
    { id: 'd', text: 'when the lamp is on then lamp off', on: true, stopped: true, circle: false },
  ],
  log: [
    {
      ...{ id: '2', atMs: CLOCK_MS - 30 * 60_000, cause: 'a booking lasts', screen: 'Hall screen' },
      ...{ rule: 'when a booking lasts then record at "Kitchen screen"', failed: 'rule-owner' },
    },
    {
      ...{ id: '1', atMs: CLOCK_MS - 40 * 60_000, cause: '"Amara" is here and it is between 08:00 and 10:00' },
      ...{ rule: 'when "Amara" is here and it is between 8:00 and 10:00 then say "Good morning", lamp on' },
      screen: 'Hall screen',
    },
  ],
}

export const displays = (lang: Lang): Record<string, DisplayView> => ({
  text: { id: 'd', kind: 'text', text: agenda[lang], by: 'Jonas' },
  short: { id: 'd', kind: 'text', text: '42', by: 'Jonas' },
  long: { id: 'd', kind: 'text', text: Array.from({ length: 9 }, () => agenda[lang]).join('\n'), by: 'Jonas' },
  picture: { id: 'd', kind: 'picture', url: picture(), name: 'Plan of the garden', by: 'Lin', mine: true },
  page: { id: 'd', kind: 'picture', url: picture(), name: 'Plan.pdf', by: 'Lin', page: { number: 3, of: 14 } },
  coming: { id: 'd', kind: 'picture', name: 'Plan of the garden', by: 'Lin', mine: true },
})

/** A drawn garden instead of a photograph, so that the gallery needs no file. */
function picture(): string {
  const beds = Array.from({ length: 9 }, (_, i) => {
    const [x, y] = [90 + (i % 3) * 300, 90 + Math.floor(i / 3) * 200]
    return `<rect x="${x}" y="${y}" width="220" height="130" rx="14" fill="${['#8fae7a', '#c9a66b', '#6f9aa8'][i % 3]}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="700"><rect width="1000" height="700" fill="#e9e2cf"/>${beds.join('')}<circle cx="870" cy="600" r="70" fill="#3c6e55"/></svg>`
  return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
}

export const board: NonNullable<SettingsView['board']> = {
  signaling: 'wss://osmose.local:8443/board/',
  room: 'v0qY2w8mZk3T9tYhR5sXnA',
  password: 'Lw7pQ4bN1cVd6eKj0uHs8g',
  lines:
    "import { WebrtcProvider } from 'y-webrtc'\nnew WebrtcProvider('v0qY2w8mZk3T9tYhR5sXnA', doc, { signaling: ['wss://osmose.local:8443/board/'], password: 'Lw7pQ4bN1cVd6eKj0uHs8g', peerOpts: { config: { iceServers: [{ urls: 'stun:osmose.local:3478' }] } } })\ndoc.getMap('notes').set(crypto.randomUUID(), { text: 'Hello' })",
  keeper: 'Hall screen',
  keeperHere: true,
  grown: false,
  renewed: false,
}

/** A note that came by the open board. */
export const openNote = (lang: Lang): NoteView => ({
  id: 'open',
  text: lang === 'fr' ? 'Le four est chaud.' : 'The oven is hot.',
  by: '',
  mine: false,
  atMs: CLOCK_MS + 1,
  open: true,
})

/** A booking that nobody has checked in to yet, and a free hour before one. */
export const days = (lang: Lang): Record<string, DayView> => {
  const title = lang === 'fr' ? 'Revue de conception' : 'Design review'
  const review = {
    id: 'b1',
    title,
    by: 'Amara',
    fromMs: CLOCK_MS - 6 * 60_000,
    toMs: CLOCK_MS + 54 * 60_000,
    clash: false,
  }
  const next = { id: 'b2', title: '', by: 'Jonas', fromMs: review.toMs, toMs: review.toMs + 3_600_000, clash: false }
  return {
    booked: { bookings: [review, next], current: { ...review, checkedIn: false }, next },
    free: { bookings: [next], next },
  }
}

export const settings = (lang: Lang, ground: SettingsView['ground']): SettingsView => ({
  lang,
  ground,
  screenName: lang === 'fr' ? 'Écran de l’entrée' : 'Hall screen',
  visitorAwayMinutes: 15,
  phoneAddress: 'https://osmose.local:8443',
  visitorsMay: { addNotes: true, show: true, files: true },
  pagesOpen: false,
  bookingRules: { checkInMinutes: 10, visitsEnd: false },
  fileLimits: { mostBytes: 1e9, totalBytes: 4e9 },
  visitorPreview: {
    can: ['read-commons', 'note.add', 'display.show', 'blob.offer', 'note.remove-own'],
    cannot: ['book', 'note.remove-any', 'show-out', 'invite', 'settings'],
  },
  visits: [
    {
      id: 'p2',
      name: 'Jonas',
      rights: [
        { right: 'book', on: true },
        { right: 'note.remove-any', on: false },
      ],
      can: ['read-commons', 'note.add', 'display.show', 'blob.offer', 'book', 'note.remove-own'],
      cannot: ['note.remove-any', 'show-out', 'invite', 'settings'],
    },
  ],
  storage: { usedBytes: 1_240_000, persisted: true },
  backup: { lastAtMs: CLOCK_MS - 86_400_000, toBox: true },
  offline: 'ready',
  release: '9f2c 41aa 07de 5b13',
})

export const room = (lang: Lang): RoomView => ({
  state: 'live',
  blank: false,
  helperAway: false,
  roomName: lang === 'fr' ? 'La salle de lecture' : 'The Reading Room',
  place: lang === 'fr' ? '1er étage, bâtiment Nord' : 'Floor 1, North building',
  people,
  someone: 0,
  devices,
  notes: notes(lang),
})

const INVITE = 'https://box.local:8443/j#i.qv7Zk3mW9tY2hR5sXn8pLd'

export const pairings: Record<string, Pairing> = {
  inviting: {
    at: 'inviting',
    kind: 'screen',
    admin: true,
    url: INVITE,
    qrText: INVITE,
    code: '3810 5527',
    expiresAtMs: CLOCK_MS + 600_000,
  },
  'inviting-member': {
    at: 'inviting',
    kind: 'member',
    admin: false,
    url: INVITE,
    qrText: INVITE,
    code: '3810 5527',
    expiresAtMs: CLOCK_MS + 600_000,
  },
  comparing: { at: 'comparing', kind: 'screen', sas: '482913', mine: 'Hall screen', theirs: 'Window screen' },
  waiting: { at: 'waiting', kind: 'screen' },
  failed: { at: 'failed', kind: 'screen', reason: 'differ' },
  done: { at: 'done', kind: 'screen', name: 'Window screen' },
}

export const recovery = 'orbit maple canvas silver tunnel gather brave cotton lemon river pilot ocean'.split(' ')
