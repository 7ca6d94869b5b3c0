import * as Y from 'yjs'
import { digest } from '../lib/digest.ts'
import { utf8, type Bytes } from '../lib/bytes.ts'
import type { StatementId } from '../protocol/ids.ts'
import { isPlain } from './plain.ts'
import { carryRecord, carryRevisions, isGone, recordMaps, revisionOf, seenRevisions, timeOf } from './records.ts'

/** Above this a document's history outweighs what it says, and a screen opens the next epoch. */
export const EPOCH_BYTES = 3 << 20

export type Baseline = { bytes: Bytes; seen: Record<string, number> }

/**
 * A mark of removal stays so long: of two epochs opened at once one falls, and with it what its screens had removed,
 * were it not for the marks.
 */
const KEPT_MARKS_MS = 30 * 24 * 3_600_000

/** The records of a document in a fresh one: history and old marks of removal are left behind. */
export function baselineOf(doc: Y.Doc, nowMs = 0): Baseline {
  const seen = seenRevisions(doc)
  const fresh = new Y.Doc()
  fresh.transact(() => {
    for (const map of recordMaps(doc)) {
      for (const [id, value] of doc.getMap(map))
        if (!isGone(value) || timeOf(value) > nowMs - KEPT_MARKS_MS) carryRecord(fresh, map, id, value)
    }
    carryRevisions(fresh, seen)
  })
  return { bytes: Y.encodeStateAsUpdate(fresh) as Bytes, seen }
}

/** A record that came along from an older epoch, as it stood there. */
export type Brought = { map: string; id: string; value: unknown }

/**
 * Writes into a new epoch what an older document holds and the baseline never saw. Where both changed a record with
 * text, both are kept; elsewhere, and on a display, which shows one thing, the later one stands.
 */
export function bringUnseen(from: Y.Doc, to: Y.Doc, seen: Readonly<Record<string, number>>): Brought[] {
  const unseen = recordMaps(from).flatMap((map) =>
    [...from.getMap(map)].flatMap(([id, value]): Brought[] => {
      const rev = revisionOf(value)
      return rev && rev[1] > (seen[rev[0]] ?? 0) && isPlain(value) ? [{ map, id, value }] : []
    }),
  )
  to.transact(() => {
    for (const one of unseen) bring(to, one)
    carryRevisions(to, seenRevisions(from))
  })
  return unseen
}

/**
 * Two screens may bring different versions of one record at once, and Yjs then picks one by chance: whoever brought the
 * better one says it again. Called after each change from elsewhere.
 */
export function bringAgain(to: Y.Doc, brought: readonly Brought[]): void {
  if (brought.length > 0) to.transact(() => brought.forEach((one) => bring(to, one)))
}

function bring(to: Y.Doc, { map, id, value }: Brought): void {
  const found = to.getMap(map).get(id)
  // What nobody can read is not there.
  const there = isPlain(found) ? found : undefined
  if (JSON.stringify(there) === JSON.stringify(value)) return
  const texts = there === undefined ? 'no' : bothText(there, value)
  if (map !== 'display' && texts === 'differ') {
    const beside = `${id}~${digest(utf8(JSON.stringify(value)))}`
    if (!to.getMap(map).has(beside)) carryRecord(to, map, beside, value)
  } else if (there === undefined || isLater(value, there)) carryRecord(to, map, id, value)
}

function bothText(a: unknown, b: unknown): 'same' | 'differ' | 'no' {
  const [x, y] = [a, b].map((value) => (value as { text?: unknown } | null)?.text)
  if (typeof x !== 'string' || typeof y !== 'string') return 'no'
  return x === y ? 'same' : 'differ'
}
/** By time, and where that is the same in an order that is the same everywhere. */
function isLater(a: unknown, b: unknown): boolean {
  const [x, y] = [timeOf(a), timeOf(b)]
  return x > y || (x === y && JSON.stringify(a) > JSON.stringify(b))
}

/** Which of two epochs stands: the later; of two opened at once the more senior screen's, then the smaller id. */
export function laterEpoch(a: EpochOrder, b: EpochOrder): number {
  return a.n - b.n || b.rank - a.rank || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
}
export type EpochOrder = { id: StatementId | ''; n: number; rank: number }
