import type * as Y from 'yjs'
import * as v from 'valibot'
import { text } from '../protocol/shape.ts'
import { putRecord, record, type Author } from './records.ts'

/* Whether the room listens at all, and how its names are said. Everyone may read it: whoever is heard may know. */

const SPELLINGS = 200
const hearing = v.object({
  /** Buttons to talk are there, and a microphone opens while one is used. */
  on: v.boolean(),
  /** … and also while somebody near looks at a screen that sees and speaks to it. Rooms from before this did not know it. */
  look: v.optional(v.boolean(), false),
  /** A word, and the ordinary words it sounds like. */
  soundsLike: v.pipe(
    v.record(text(60), text(120)),
    v.check((all) => Object.keys(all).length <= SPELLINGS),
  ),
})
export type Hearing = v.InferOutput<typeof hearing>

export const hearingOf = (commons: Y.Doc): Hearing =>
  record(commons, 'room', 'hearing', hearing) ?? { on: false, look: false, soundsLike: {} }
export function setHearing(commons: Y.Doc, change: Partial<Hearing>, author: Author): void {
  const { on, look, soundsLike } = { ...hearingOf(commons), ...change }
  putRecord(commons, 'room', 'hearing', { on, look, soundsLike }, author)
}
export function isSpokenToByLook(commons: Y.Doc): boolean {
  const { on, look } = hearingOf(commons)
  return on && look
}
