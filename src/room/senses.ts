import type * as Y from 'yjs'
import * as v from 'valibot'
import { deviceId } from '../protocol/shape.ts'
import { putRecord, record, type Author } from './records.ts'

/* What the room lets its screens sense. Everyone may read it: whoever is seen may know how. */

const seconds = (least: number, most: number) => v.pipe(v.number(), v.minValue(least * 1_000), v.maxValue(most * 1_000))
const senses = v.object({
  /** `count`: faces are counted, nobody is recognised. */
  faces: v.picklist(['off', 'count', 'names']),
  blankOnStranger: v.boolean(),
  /** The two clocks of presence, and how long a face may be too poor to judge (faces/company.ts). */
  inViewMs: seconds(1, 60),
  inMeetingMs: seconds(5, 3_600),
  poorMs: seconds(0.5, 60),
  /** How sure its eyes have to be (faces/watch.ts). Records of before these could be set say nothing. */
  namedMs: v.optional(seconds(5, 3_600), 60_000),
  strangerLooks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(8)), 3),
  /** How long a member's "They are with us" holds at the longest. Records of before it could be set say nothing. */
  withUsMs: v.optional(seconds(60, 24 * 3_600), 4 * 3_600_000),
  /** The longest that a person may consent for. */
  consentDays: v.pipe(v.number(), v.minValue(1), v.maxValue(730)),
})
export type Senses = v.InferOutput<typeof senses>

export const SENSES_OFF: Senses = {
  faces: 'off',
  blankOnStranger: false,
  inViewMs: 3_000,
  inMeetingMs: 60_000,
  poorMs: 2_000,
  namedMs: 60_000,
  strangerLooks: 3,
  withUsMs: 4 * 3_600_000,
  consentDays: 180,
}
/** For how many days a person may consent, shortest first: the first is chosen for who chooses nothing. */
export const consentChoices = ({ consentDays }: Senses): number[] => [
  ...[1, 30].filter((days) => days < consentDays),
  consentDays,
]

export const sensesOf = (commons: Y.Doc): Senses => record(commons, 'room', 'senses', senses) ?? SENSES_OFF
export function setSenses(commons: Y.Doc, change: Partial<Senses>, author: Author): void {
  const next = v.safeParse(senses, { ...sensesOf(commons), ...change })
  // One number out of bounds, and every screen would read the whole of it as off: nothing blanks any more.
  if (next.success) putRecord(commons, 'room', 'senses', next.output, author)
}

/** A member's word that so many strangers are with us. How long it holds is the room's to say (faces/vouching.ts). */
const vouch = v.object({ faces: v.pipe(v.number(), v.minValue(0), v.maxValue(100)), by: deviceId })
export type Vouch = { faces: number; at: number }
export function vouchOf(residents: Y.Doc): Vouch | undefined {
  const found = record(residents, 'company', 'vouch', vouch)
  return found && { faces: found.faces, at: found.at }
}
export const setVouch = (residents: Y.Doc, value: v.InferOutput<typeof vouch>, author: Author) =>
  putRecord(residents, 'company', 'vouch', value, author)
