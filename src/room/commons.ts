import type * as Y from 'yjs'
import * as v from 'valibot'
import { blobId, deviceId, text } from '../protocol/shape.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { asTurned, page } from './pages.ts'
import { dropRecord, putRecord, record, records, type Author, type Stamp } from './records.ts'

/* What everyone in the room reads. No other folder spells these keys. */

const roomFacts = v.object({ name: text(80), place: text(120) })
export type RoomFacts = v.InferOutput<typeof roomFacts>
export const roomFactsOf = (commons: Y.Doc): RoomFacts | undefined => record(commons, 'room', 'facts', roomFacts)
export const setRoomFacts = (commons: Y.Doc, facts: RoomFacts, author: Author) =>
  putRecord(commons, 'room', 'facts', facts, author)

/** What visitors may do is read by everyone, so that a phone can say it before it is refused. */
const visitorsMay = v.object({
  addNotes: v.boolean(),
  show: v.boolean(),
  files: v.optional(v.boolean(), true),
})
export type VisitorsMay = v.InferOutput<typeof visitorsMay>
export const visitorsMayOf = (commons: Y.Doc): VisitorsMay =>
  record(commons, 'room', 'visitors', visitorsMay) ?? { addNotes: true, show: true, files: true }
export const setVisitorsMay = (commons: Y.Doc, may: VisitorsMay, author: Author) =>
  putRecord(commons, 'room', 'visitors', may, author)

/** Whether members may offer what pages of other origins can do: an admin opens it, as the board. */
const openness = v.object({ open: v.boolean() })
export const arePagesOpen = (commons: Y.Doc): boolean => record(commons, 'room', 'pages', openness)?.open ?? false
export const setPagesOpen = (commons: Y.Doc, open: boolean, author: Author) =>
  putRecord(commons, 'room', 'pages', { open }, author)
/** By device; room/page-offers.ts reads all of it. */
export const PAGE_OFFERS = 'page-offers'
/** Whether a page offers something now: what it is sent may leave the room, and every phone's band says so. */
export const isPageOffering = (commons: Y.Doc): boolean =>
  arePagesOpen(commons) && !records(commons, PAGE_OFFERS, v.object({})).next().done

export const NOTE_LETTERS = 2_000
/** Whose it is, and by what name; `visitor`: a name that its bearer chose, and nobody vouches for. */
const author = { by: deviceId, byName: text(60), visitor: v.optional(v.literal(true)) }
const note = v.object({ text: text(NOTE_LETTERS), ...author })
export type Note = v.InferOutput<typeof note> & Stamp & { id: string }
export const notesOf = (commons: Y.Doc): Note[] =>
  [...records(commons, 'notes', note)]
    .map(([id, value]) => ({ id, ...value }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
export const noteById = (commons: Y.Doc, id: string) => record(commons, 'notes', id, note)
/** How many notes of this device stand. */
export const notesBy = (commons: Y.Doc, device: DeviceId): number =>
  [...records(commons, 'notes', note)].filter(([, { by }]) => by === device).length
/** Adding the same id again changes nothing: a repeated call is the same note. */
export function addNote(commons: Y.Doc, id: string, value: v.InferOutput<typeof note>, author: Author): void {
  if (!commons.getMap('notes').has(id)) putRecord(commons, 'notes', id, value, author)
}
export const removeNote = (commons: Y.Doc, id: string, author: Author) => dropRecord(commons, 'notes', id, author)

const device = v.object({ name: text(60), kind: v.picklist(['screen', 'member']) })
export type DeviceFacts = v.InferOutput<typeof device>
export const devicesOf = (commons: Y.Doc): ReadonlyMap<DeviceId, DeviceFacts> =>
  new Map([...records(commons, 'devices', device)].map(([id, value]) => [id as DeviceId, value]))
export const nameDevice = (commons: Y.Doc, id: DeviceId, facts: DeviceFacts, author: Author) =>
  putRecord(commons, 'devices', id, facts, author)
export const dropDevice = (commons: Y.Doc, id: DeviceId, author: Author) => dropRecord(commons, 'devices', id, author)

/** Pictures larger than this are refused before they are fetched. */
export const PICTURE_BYTES = 20 << 20

/** The file that appeared by itself: what a person put up goes by a person's hand only. */
const byItself = { appears: v.optional(text(64)) }
/** Everywhere, or one screen. */
export type DisplayTarget = DeviceId | 'all'
const shown = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: text(NOTE_LETTERS), ...author, ...byItself }),
  v.object({
    kind: v.literal('picture'),
    blob: blobId,
    name: text(120),
    /** It is a page of a file. */
    page: v.optional(page),
    ...author,
    ...byItself,
  }),
  /** A laptop's screen, as it is now, on the one screen it is at. */
  v.object({ kind: v.literal('screen'), ...author, ...byItself }),
])
export type Shown = v.InferOutput<typeof shown>
/** What a screen shows: the later of what was shown on it and what was shown everywhere. */
export function shownOn(commons: Y.Doc, screen: DeviceId): (Shown & Stamp) | undefined {
  return shownAs(commons, targetOn(commons, screen))
}
/** What was shown under this target and is up still, wherever something else is not. */
export function shownAs(commons: Y.Doc, target: DisplayTarget): (Shown & Stamp) | undefined {
  const up = record(commons, 'display', target, shown)
  return up && asTurned(commons, target, up)
}
/** Whether a screen shows what is shown everywhere, or something of its own. */
export function targetOn(commons: Y.Doc, screen: DeviceId): DisplayTarget {
  const stamped = (['all', screen] as const).map(
    (target) => commons.getMap('display').get(target) as Partial<Stamp> | undefined,
  )
  const [everywhere, here] = stamped
  return (here?.at ?? -1) > (everywhere?.at ?? -1) ? screen : 'all'
}
/** Everything that is up now, on every screen or one. */
export const displaysOf = (commons: Y.Doc): { target: DisplayTarget; what: Shown }[] =>
  [...records(commons, 'display', shown)].map(([target, what]) => ({
    target: target as DisplayTarget,
    what: asTurned(commons, target, what),
  }))
export const show = (commons: Y.Doc, target: DisplayTarget, value: Shown, author: Author) =>
  putRecord(commons, 'display', target, value, author)
export function clearDisplay(commons: Y.Doc, target: DisplayTarget, author: Author): void {
  putRecord(commons, 'display', target, { gone: true }, author)
}
/** Blobs that displays name. */
export function referencedBlobs(commons: Y.Doc): Set<BlobId> {
  return new Set(displaysOf(commons).flatMap(({ what }) => (what.kind === 'picture' ? [what.blob] : [])))
}
