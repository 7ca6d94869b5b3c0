import * as Y from 'yjs'
import { digest } from '../lib/digest.ts'
import { utf8, type Bytes } from '../lib/bytes.ts'
import type { StatementId } from '../protocol/ids.ts'
import { carryRecord, carryRevisions, isGone, recordMaps, revisionOf, seenRevisions } from './records.ts'

/** Above this a document's history outweighs what it says, and a screen opens the next epoch. */
export const EPOCH_BYTES = 3 << 20

export type Baseline = { bytes: Bytes; seen: Record<string, number> }

/** The records of a document in a fresh one: history and marks of deletion are left behind. */
export function baselineOf(doc: Y.Doc): Baseline {
  const seen = seenRevisions(doc)
  const fresh = new Y.Doc()
  fresh.transact(() => {
    for (const map of recordMaps(doc)) {
      for (const [id, value] of doc.getMap(map)) if (!isGone(value)) carryRecord(fresh, map, id, value)
    }
    carryRevisions(fresh, seen)
  })
  return { bytes: Y.encodeStateAsUpdate(fresh) as Bytes, seen }
}

/**
 * Writes into a new epoch what an older document holds and the baseline never saw. Where both changed a record with
 * text, both are kept; elsewhere, and on a display, which shows one thing, the later one stands. Every screen doing this to the same records writes the same.
 */
export function bringUnseen(from: Y.Doc, to: Y.Doc, seen: Readonly<Record<string, number>>): number {
  let brought = 0
  to.transact(() => {
    for (const map of recordMaps(from)) {
      for (const [id, value] of from.getMap(map)) {
        const rev = revisionOf(value)
        if (!rev || rev[1] <= (seen[rev[0]] ?? 0)) continue
        const there = to.getMap(map).get(id)
        if (JSON.stringify(there) === JSON.stringify(value)) continue
        brought += 1
        if (there === undefined || bothText(there, value) === 'same') carryRecord(to, map, id, value)
        else if (map !== 'display' && bothText(there, value) === 'differ')
          carryRecord(to, map, `${id}~${digest(utf8(JSON.stringify(value)))}`, value)
        else if (timeOf(there) < timeOf(value)) carryRecord(to, map, id, value)
      }
    }
    carryRevisions(to, seenRevisions(from))
  })
  return brought
}

function bothText(a: unknown, b: unknown): 'same' | 'differ' | 'no' {
  const [x, y] = [a, b].map((value) => (value as { text?: unknown }).text)
  if (typeof x !== 'string' || typeof y !== 'string') return 'no'
  return x === y ? 'same' : 'differ'
}
const timeOf = (value: unknown): number => (value as { at?: number }).at ?? 0

/** Which of two epochs stands: the later; of two opened at once the more senior screen's, then the smaller id. */
export function laterEpoch(a: EpochOrder, b: EpochOrder): number {
  return a.n - b.n || b.rank - a.rank || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}
export type EpochOrder = { id: StatementId | ''; n: number; rank: number }
