import { toBase64url } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import { ok, type Result } from '../lib/result.ts'
import type { StoreFault } from './fault.ts'
import { fold, isUpdate, merge } from './fold.ts'
import type { Row, Rows } from './rows.ts'
import type { RowKey } from './schema.ts'

/** A row this many times heavier than all smaller ones together is not rewritten for their sake. */
const FAR_HEAVIER = 4

/** The readable updates of one epoch. What does not unseal, or Yjs would choke on, is set aside and counted. */
export async function readUpdates(
  rows: Rows,
  doc: string,
  epoch: string,
): Promise<{ updates: Row[]; corrupt: number }> {
  const found = await rows.list('updates', doc, epoch)
  const updates = found.rows.filter(({ bytes }) => isUpdate(bytes))
  const broken = found.rows.filter((row) => !updates.includes(row)).map(({ key }) => key)
  if (broken.length > 0) await rows.setAside('updates', broken)
  return { updates, corrupt: found.corrupt + broken.length }
}

/**
 * Rewrites many small rows as one. One transaction adds the new row and drops exactly the rows that are in it, so a
 * crash leaves either state, and rows written meanwhile stay. Should two tabs do it at once, the same is said twice,
 * which Yjs does not mind.
 */
export async function compact(
  { rows, random }: { rows: Rows; random: Random },
  doc: string,
  epoch: string,
): Promise<Result<void, StoreFault>> {
  const { updates } = await readUpdates(rows, doc, epoch)
  const small = worthRewriting(updates)
  const [first] = small
  if (!first || small.length < 2) return ok(undefined)
  const bytes = small.map((row) => row.bytes)
  const whole = small.length === updates.length ? fold(bytes) : merge(bytes)
  const row = await rows.seal('updates', updateKey(random, doc, epoch, orderOf(first.key)), whole)
  return rows.write(['updates'], (to) => [
    ...small.map(({ key }) => to.drop('updates', ...key)),
    to.put('updates', row),
  ])
}

/**
 * Updates lie in the order in which they were written: any other costs Yjs many times longer to read. What is random
 * keeps two tabs apart that write at once.
 */
export const updateKey = (random: Random, doc: string, epoch: string, order: number): RowKey => [
  doc,
  epoch,
  order,
  toBase64url(random(12)),
]
export const orderOf = (key: RowKey): number => Number(key[2])

/** Leaves the far heavier rows alone: a large document is rewritten when it has grown by a quarter, not every time. */
function worthRewriting(rows: readonly Row[]): Row[] {
  let lighter = rows.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const heavy = new Set<Row>()
  for (const row of [...rows].sort((a, b) => b.bytes.length - a.bytes.length)) {
    lighter -= row.bytes.length
    if (row.bytes.length <= FAR_HEAVIER * lighter) break
    heavy.add(row)
  }
  return rows.filter((row) => !heavy.has(row))
}
