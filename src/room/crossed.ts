import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { counter } from '../protocol/shape.ts'
import { putRecord, records, type Author } from './records.ts'

/*
 * What left the room, as each screen counted it: told seldom, summed by whoever shows it. What a screen counted stands
 * after it was taken away, for it happened.
 */
const crossed = v.object({
  /** Sent to applications at the open board. */
  board: counter,
  /** Handed to pages of other origins that offer services: they may send it on, so it counts as gone. */
  pages: v.optional(counter, 0),
  /** Of requests that a screen's page made anywhere but at its box: their addresses, and what the browser says of the answers. */
  elsewhere: counter,
  /** Files that visitors' phones took with them. */
  taken: counter,
})
export type Crossed = v.InferOutput<typeof crossed>
export const NOTHING: Crossed = { board: 0, pages: 0, elsewhere: 0, taken: 0 }

export function tellCrossed(commons: Y.Doc, screen: DeviceId, value: Crossed, author: Author): void {
  putRecord(commons, 'crossed', screen, value, author)
}

/** Of all screens together; `mine` in place of what this screen has told so far. */
export function crossedIn(commons: Y.Doc, me: DeviceId, mine: Crossed): Crossed {
  const sum = { ...mine }
  for (const [screen, one] of records(commons, 'crossed', crossed)) {
    if (screen === me) continue
    sum.board += one.board
    sum.pages += one.pages
    sum.elsewhere += one.elsewhere
    sum.taken += one.taken
  }
  return sum
}

/** What a screen keeps of its own counts over a restart. */
export const toldCounts = v.omit(crossed, ['taken'])
