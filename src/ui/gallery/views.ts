import { noRecording, recordings } from './recording.ts'
import type { Lang, SettingsView, WallView } from '../view.ts'
import type { PhoneView } from '../phone/view.ts'
import type { SetupView } from '../setup/view.ts'
import { enrolling, noFaces, phoneFaces, wallFaces } from './faces.ts'
import {
  board,
  CLOCK_MS,
  crowd,
  days,
  displays,
  rules,
  files,
  occasions,
  offers,
  openNote,
  pairings,
  people,
  recovery,
  room,
  settings,
} from './made-up.ts'

const JOIN = { url: 'https://box.local/j#Zk3mW9tY2hR5sXn8pLd7vQ4', code: '4719 2055' }

const seen = people.map((person, at) => ({
  ...person,
  me: false,
  certainty: (['seen', 'recent', 'phone', 'phone'] as const)[at] ?? ('phone' as const),
}))

/** Names of the states to look at; the address says which: ?screen=wall&state=show&ground=night&lang=fr */
export const wallStates: Record<string, (lang: Lang) => Partial<WallView>> = {
  show: (lang) => ({ display: displays(lang)['text']! }),
  'show-short': (lang) => ({ display: displays(lang)['short']! }),
  'show-long': (lang) => ({ display: displays(lang)['long']! }),
  'show-picture': (lang) => ({ display: displays(lang)['picture']! }),
  rules: () => ({ rules }),
  'show-page': (lang) => ({ display: displays(lang)['page']! }),
  'show-coming': (lang) => ({ display: displays(lang)['coming']! }),
  'show-crowd': (lang) => ({
    display: displays(lang)['text']!,
    people: crowd,
    roomName: 'Besprechungszimmer im zweiten Obergeschoss',
  }),
  idle: () => ({}),
  /** As full as a wall gets: every sense on, a recording, minutes, files, a visitor, a timer. */
  everything: (lang) => ({
    display: displays(lang)['text']!,
    faces: wallFaces,
    someone: 1,
    speech: {
      ...silent,
      on: true,
      heard: { id: '1', text: 'what time is it', answered: true, answer: 'It is 14:05.' },
      mic: 'listening' as const,
    },
    listening: { ...deaf, on: true, mic: 'listening' as const },
    recording: recordings['everything']!,
    day: days(lang)['booked']!,
  }),
  'idle-crowd': () => ({ people: crowd }),
  'board-open': (lang) => ({
    boardOpen: true,
    notes: [openNote(lang), ...room(lang).notes],
    settings: { ...settings(lang, 'auto'), board },
  }),
  empty: () => ({ notes: [], people: [], files: [] }),
  quiet: () => ({ quiet: true }),
  eyes: (lang) => ({ display: displays(lang)['text']!, faces: wallFaces, people: seen, someone: 1 }),
  'eyes-idle': () => ({ faces: wallFaces, people: seen, someone: 1 }),
  'eyes-covered': (lang) => ({
    display: displays(lang)['text']!,
    faces: { ...wallFaces, sees: { ...wallFaces.sees, camera: 'covered' } },
  }),
  ...Object.fromEntries(
    Object.entries(enrolling).map(([name, enrol]) => [name, () => ({ faces: { ...wallFaces, enrol } })]),
  ),
  blank: (lang) => ({ blank: true, display: displays(lang)['text']! }),
  alone: () => ({ state: 'alone', notes: [], people: [] }),
  offline: () => ({ state: 'offline', helperAway: true, join: undefined }) as unknown as Partial<WallView>,
  'offline-show': (lang) => ({ state: 'live', helperAway: true, display: displays(lang)['text']! }),
  alert: (lang) => ({ display: displays(lang)['text']!, alert: { reason: 'storage-full' } }),
  'alert-idle': () => ({ alert: { reason: 'store-corrupt', action: { label: 'Bring it back', run: () => {} } } }),
  timer: () => ({
    services: {
      dark: false,
      switches: [{ id: 'lamp', on: true }],
      timers: [
        { id: 'tea', label: 'Tea', by: 'Amara', leftMs: 245_000 },
        { id: 'talk', label: '', by: '', leftMs: 3_845_000 },
      ],
      offers: [],
      pages: [],
    },
  }),
  saying: (lang) => ({ display: displays(lang)['text']!, saying: 'Lunch is ready in the garden room.' }),
  dark: () => ({ dark: { by: 'Amara' } }),
  'timer-over': (lang) => ({
    display: displays(lang)['text']!,
    services: {
      dark: false,
      switches: [],
      timers: [{ id: 'tea', label: 'Tea', by: 'Amara', leftMs: 0 }],
      offers: [],
      pages: [],
    },
  }),
  recording: (lang) => ({ display: displays(lang)['text']! }),
  'record-asking': () => ({}),
  'record-everyone': () => ({}),
  'record-paused': (lang) => ({ display: displays(lang)['text']! }),
  booked: (lang) => ({ day: days(lang)['booked']!, notes: [] }),
  'booked-show': (lang) => ({ day: days(lang)['booked']!, display: displays(lang)['text']! }),
  offers: () => ({ notes: [], offered: offers }),
  'offers-show': (lang) => ({ display: displays(lang)['picture']!, offered: offers.slice(1) }),
  left: (lang) => ({
    boardOpen: true,
    display: displays(lang)['text']!,
    egress: { board: 12_400, pages: 380, elsewhere: 0, taken: 2 },
  }),
  'free-until': (lang) => ({ day: days(lang)['free']!, notes: [] }),
  locked: () => ({ locked: true }),
  talk: () => ({
    speech: {
      ...silent,
      on: true,
      heard: { id: '1', text: 'what time is it', answered: true, answer: 'It is 14:05.' },
      mic: 'listening' as const,
    },
  }),
  listens: () => ({
    listening: { on: true, mic: 'listening' as const, now: [], cost: { ms: 2, awakePercent: 22, mW: 25 } },
  }),
  wait: () => ({ locked: true, pinWaitUntilMs: CLOCK_MS + 24_000 }),
  refused: () => ({ state: 'refused', alert: { reason: 'removed' } }),
  ...Object.fromEntries(Object.entries(pairings).map(([name, pairing]) => [name, () => ({ pairing })])),
}

const deaf: WallView['listening'] = { on: false, mic: 'off', now: [] }

const silent: WallView['speech'] = {
  on: false,
  mic: 'off',
  thinking: false,
  unsayable: [],
  doubts: [],
  soundsLike: {},
  examples: [],
}

export function wallView(state: string, lang: Lang, ground: SettingsView['ground']): WallView {
  const view: WallView = {
    ...room(lang),
    people: people.map((person) => ({ ...person, me: false })),
    files: files(lang).filter(({ at }) => at === 'kept' || at === 'moving'),
    egress: { board: 0, pages: 0, elsewhere: 0, taken: 0 },
    rules: { files: [], screens: [], rules: [], log: [] },
    occasions,
    offered: [],
    join: JOIN,
    clockMs: CLOCK_MS,
    locked: false,
    quiet: false,
    day: { bookings: [] },
    services: { dark: false, switches: [{ id: 'lamp', on: false }], timers: [], offers: [], pages: [] },
    faces: noFaces,
    speech: silent,
    listening: deaf,
    recording: recordings[state] ?? noRecording,
    settings: settings(lang, ground),
    ...wallStates[state]?.(lang),
  }
  if (state === 'offline') delete view.join
  return view
}

export const phoneStates: Record<string, (lang: Lang) => Partial<PhoneView>> = {
  live: (lang) => ({ display: displays(lang)['text']! }),
  page: (lang) => ({ display: displays(lang)['page']! }),
  mine: (lang) => ({ display: { ...displays(lang)['picture']!, mine: true } }),
  nothing: () => ({ notes: [] }),
  'board-open': (lang) => ({ boardOpen: true, notes: [openNote(lang), ...room(lang).notes] }),
  nameless: () => ({ myName: '' }),
  admin: (lang) => ({
    display: displays(lang)['text']!,
    role: 'member',
    admin: true,
    rooms: [
      { id: 'r', name: room(lang).roomName, place: room(lang).place, role: 'member' },
      { id: 's', name: 'The Garden Shed', place: 'Yard', role: 'member' },
    ],
  }),
  helper: (lang) => ({ helperAway: true, display: displays(lang)['text']! }),
  away: (lang) => ({ state: 'away', awayMinutes: 12, display: displays(lang)['text']! }),
  offline: (lang) => ({ state: 'offline', display: displays(lang)['text']! }),
  left: () => ({ state: 'left' }),
  expired: () => ({ state: 'expired' }),
  refused: () => ({ state: 'refused', alert: { reason: 'shown-out' } }),
  blank: () => ({ blank: true }),
  ...Object.fromEntries(
    Object.entries(enrolling).map(([name, enrol]) => [name, () => ({ faces: { ...phoneFaces, enrol } })]),
  ),
  known: () => ({ faces: { ...phoneFaces, mine: { faceUntilMs: CLOCK_MS + 180 * 86_400_000 } } }),
  forgotten: () => ({
    faces: { ...phoneFaces, mine: { forgotten: { done: ['Hall screen'], outstanding: ['Window screen'] } } },
  }),
  alert: (lang) => ({ display: displays(lang)['text']!, alert: { reason: 'clock-wrong' } }),
  comparing: () => ({ pairing: { ...pairings['comparing']!, kind: 'member' } }),
  done: () => ({ pairing: pairings['done']! }),
}

export const phoneView = (state: string, lang: Lang): PhoneView => ({
  ...room(lang),
  faces: phoneFaces,
  role: 'visitor',
  admin: false,
  granted: [],
  services: true,
  sharing: false,
  myName: 'Lin',
  screens: [
    { id: 'hall', name: 'Hall screen' },
    { id: 'window', name: 'Window screen' },
  ],
  rooms: [],
  ...phoneStates[state]?.(lang),
})

export const setupStates: Record<string, Partial<SetupView>> = {
  first: {},
  hand: { hand: true },
  alert: { alert: { reason: 'box-gone-in-setup' } },
  insecure: { address: { host: '192.168.1.20', secure: false, stableName: false, certificate: 'none' } },
  unstable: { address: { host: '192.168.1.20:8443', secure: true, stableName: false, certificate: 'private' } },
  comparing: { pairing: pairings['comparing']! },
}

export const setupView = (state: string): SetupView => ({
  words: recovery,
  wordsQrText: recovery.join(' '),
  address: { host: 'box.local', secure: true, stableName: true, certificate: 'private' },
  ...setupStates[state],
})
