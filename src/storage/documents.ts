import { fromUtf8, utf8, type Bytes } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import type { Result } from '../lib/result.ts'
import { compact, orderOf, readUpdates, updateKey } from './compact.ts'
import { attempt, type StoreFault } from './fault.ts'
import { merge } from './fold.ts'
import { openJournal, type Entry } from './journal.ts'
import type { RoomStore } from './room-store.ts'
import type { Rows, SealedRow } from './rows.ts'

/** A document's tail is compacted after so many rows or bytes: fewer rows open sooner. */
const COMPACT_ROWS = 200
const COMPACT_BYTES = 512 << 10

export type Documents = Pick<RoomStore, 'loadDocument' | 'appendUpdate' | 'replaceEpoch' | 'flush'> & {
  /** Lets go of what waits to be written, and of whatever comes. */
  discard(): void
}
type Deps = { rows: Rows; random: Random; onFault(fault: StoreFault): void }
type Tail = { rows: number; bytes: number; next: number }
type Group = { doc: string; epoch: string; updates: Bytes[] }

export function openDocuments({ rows, random, onFault }: Deps): Documents {
  /** Documents known to have a head. Only one tab of a device writes, so none appears behind our back. */
  const headed = new Set<string>()
  /** What was written since the last rewriting, and the order of the next row. */
  const tails = new Map<string, Tail>()
  const journal = openJournal(async (batch) => {
    const attempted = await attempt(() => write(batch))
    const written = attempted.ok ? attempted.value : attempted
    if (!written.ok && batch.some(({ type }) => type === 'update')) onFault(written.error)
    return written
  })

  return {
    async loadDocument(doc) {
      await journal.flush() // a fault was told to whoever wrote
      const epoch = await headOf(doc)
      if (epoch === undefined) return undefined
      const { updates, corrupt } = await readUpdates(rows, doc, epoch)
      return { epoch, updates: updates.map(({ bytes }) => bytes), corrupt }
    },
    appendUpdate(doc, epoch, update) {
      void journal.add({ type: 'update', doc, epoch, bytes: update }) // a fault is told once for the whole batch
    },
    replaceEpoch: (doc, epoch, baseline) => journal.add({ type: 'baseline', doc, epoch, bytes: baseline }),
    flush: () => journal.flush(),
    discard: () => journal.discard(),
  }

  /** Where the head cannot be read, the updates themselves say which epoch they are of. */
  async function headOf(doc: string): Promise<string | undefined> {
    const head = await rows.get('heads', [doc])
    if (head) return fromUtf8(head)
    const [first] = await rows.keys('updates', doc)
    return first && String(first[1])
  }

  async function write(batch: readonly Entry[]): Promise<Result<void, StoreFault>> {
    const replaced = new Map(batch.filter(({ type }) => type === 'baseline').map(({ doc, epoch }) => [doc, epoch]))
    const heads = await newHeads(batch, replaced)
    const groups = groupsOf(batch.filter(({ doc, epoch }) => (replaced.get(doc) ?? epoch) === epoch))
    const headRows = await Promise.all([...heads].map(([doc, epoch]) => rows.seal('heads', [doc], utf8(epoch))))
    const updateRows = (await Promise.all(groups.map(sealGroup))).flat()
    const done = await rows.write(['heads', 'updates'], (to) => [
      ...[...replaced].map(([doc, epoch]) => to.dropOthers('updates', [doc], epoch)),
      ...headRows.map((row) => to.put('heads', row)),
      ...updateRows.map((row) => to.put('updates', row)),
    ])
    if (!done.ok) return done
    for (const doc of heads.keys()) headed.add(doc)
    for (const group of groups) await afterWriting(group)
    return done
  }

  /** Heads to write: of documents that change epoch, and of those that have none yet. */
  async function newHeads(
    batch: readonly Entry[],
    replaced: ReadonlyMap<string, string>,
  ): Promise<Map<string, string>> {
    const heads = new Map(replaced)
    for (const { doc, epoch } of batch) {
      if (headed.has(doc) || heads.has(doc)) continue
      if (await rows.has('heads', [doc])) headed.add(doc)
      else heads.set(doc, epoch)
    }
    return heads
  }

  async function sealGroup({ doc, epoch, updates }: Group): Promise<SealedRow[]> {
    const tail = await tailOf(doc, epoch)
    return Promise.all(
      mergeReadable(updates).map((bytes) => rows.seal('updates', updateKey(random, doc, epoch, tail.next++), bytes)),
    )
  }

  async function tailOf(doc: string, epoch: string): Promise<Tail> {
    const known = tails.get(nameOf(doc, epoch))
    if (known) return known
    const keys = await rows.keys('updates', doc, epoch)
    const next = keys.reduce((after, key) => Math.max(after, orderOf(key) + 1), 0)
    const tail = { rows: keys.length, bytes: 0, next }
    tails.set(nameOf(doc, epoch), tail)
    return tail
  }

  async function afterWriting({ doc, epoch, updates }: Group): Promise<void> {
    const tail = await tailOf(doc, epoch)
    tail.rows += 1
    tail.bytes += updates.reduce((sum, { length }) => sum + length, 0)
    if (tail.rows < COMPACT_ROWS && tail.bytes < COMPACT_BYTES) return
    Object.assign(tail, { rows: 0, bytes: 0 })
    const attempted = await attempt(() => compact({ rows, random }, doc, epoch))
    const done = attempted.ok ? attempted.value : attempted
    if (!done.ok) onFault(done.error) // nothing is lost: the rows stay as they are until the next time
  }
}

const nameOf = (doc: string, epoch: string) => JSON.stringify([doc, epoch])

function groupsOf(entries: readonly Entry[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { doc, epoch, bytes } of entries) {
    const group = groups.get(nameOf(doc, epoch))
    if (group) group.updates.push(bytes)
    else groups.set(nameOf(doc, epoch), { doc, epoch, updates: [bytes] })
  }
  return [...groups.values()]
}

/** One row of all, or, where one is no update, a row of each, so that it takes no other with it. */
function mergeReadable(updates: Bytes[]): Bytes[] {
  try {
    return [merge(updates)]
  } catch {
    return updates // the unreadable one is set aside when it is read
  }
}
