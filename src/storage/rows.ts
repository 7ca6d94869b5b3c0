import type { Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { RoomId } from '../protocol/ids.ts'
import { attempt, type StoreFault } from './fault.ts'
import type { Store } from './open.ts'
import { besides, type RowKey, type Shelf, under, type WriteTransaction } from './schema.ts'
import { placeOf, seal, unseal } from './sealed.ts'
import { type Durability, inTransaction, put, remove } from './transaction.ts'

export type Row = { key: RowKey; bytes: Bytes }
export type SealedRow = { key: RowKey; sealed: Bytes }

/** The sealed rows of one room, by keys that leave the room out. */
export type Rows = {
  get(shelf: Shelf, key: RowKey): Promise<Bytes | undefined>
  /** All rows whose keys begin so. */
  list(shelf: Shelf, ...begin: RowKey): Promise<{ rows: Row[]; corrupt: number }>
  /** Keys that begin so, also of rows that were set aside. */
  keys(shelf: Shelf, ...begin: RowKey): Promise<RowKey[]>
  has(shelf: Shelf, key: RowKey): Promise<boolean>
  seal(shelf: Shelf, key: RowKey, bytes: Bytes): Promise<SealedRow>
  /** One transaction: all of `change` or nothing, and nothing at all once the room is forgotten. */
  write(
    shelves: readonly Shelf[],
    change: (to: Change) => Promise<unknown>[],
    durability?: Durability,
  ): Promise<Result<void, StoreFault>>
  /** Moves rows that cannot be read out of the way, as they are. */
  setAside(shelf: Shelf, keys: readonly RowKey[]): Promise<void>
}
/** What can be done inside `write`. */
export type Change = {
  put(shelf: Shelf, row: SealedRow): Promise<unknown>
  /** Drops all rows whose keys begin so, also those that were set aside. */
  drop(shelf: Shelf, ...begin: RowKey): Promise<unknown>
  /** The same, but for those whose keys go on with `kept`. */
  dropOthers(shelf: Shelf, begin: RowKey, kept: string): Promise<unknown>
}

type Deps = { store: Pick<Store, 'run' | 'random'>; room: RoomId; key: CryptoKey; onFault(fault: StoreFault): void }

export function openRows({ store: { run, random }, room, key: secretBox, onFault }: Deps): Rows {
  const place = (shelf: Shelf, key: RowKey) => placeOf(room, shelf, ...key)

  const rows: Rows = {
    async get(shelf, key) {
      const found: unknown = await run((db) => db.get(shelf, [room, ...key]))
      if (found === undefined) return undefined
      const bytes = await unseal(secretBox, found, place(shelf, key))
      if (!bytes) await rows.setAside(shelf, [key])
      return bytes
    },
    async list(shelf, ...begin) {
      const [keys, values] = await run(async (db) => {
        const { store } = db.transaction(shelf)
        const range = under(room, ...begin)
        return Promise.all([store.getAllKeys(range), store.getAll(range)])
      })
      const read = await Promise.all(
        keys.map(async ([, ...key], i) => ({ key, bytes: await unseal(secretBox, values[i], place(shelf, key)) })),
      )
      const unreadable = read.filter(({ bytes }) => !bytes).map(({ key }) => key)
      if (unreadable.length > 0) await rows.setAside(shelf, unreadable)
      return { rows: read.filter((row): row is Row => row.bytes !== undefined), corrupt: unreadable.length }
    },
    async keys(shelf, ...begin) {
      const [kept, aside] = await run((db) =>
        Promise.all([
          db.getAllKeys(shelf, under(room, ...begin)),
          db.getAllKeys('quarantine', under(room, shelf, ...begin)),
        ]),
      )
      return [...kept.map(([, ...key]) => key), ...aside.map(([, , ...key]) => key)]
    },
    has: async (shelf, key) => (await run((db) => db.getKey(shelf, [room, ...key]))) !== undefined,
    seal: async (shelf, key, bytes) => ({ key, sealed: await seal(secretBox, random, bytes, place(shelf, key)) }),
    write: (shelves, change, durability) => write(shelves, (tx) => change(changeOf(tx, room)), durability),
    async setAside(shelf, keys) {
      onFault('store-corrupt')
      const moved = await write([shelf], (tx) => keys.map((key) => moveToQuarantine(tx, room, shelf, key)))
      if (!moved.ok) onFault(moved.error) // they stay where they are, and are met again
    },
  }
  return rows

  async function write(
    shelves: readonly Shelf[],
    change: (tx: WriteTransaction) => Promise<unknown>[],
    durability: Durability = 'strict',
  ): Promise<Result<void, StoreFault>> {
    const done = await attempt(() =>
      run((db) =>
        inTransaction(
          db,
          ['rooms', 'quarantine', ...shelves],
          async (tx) => {
            // Another tab may have forgotten the room meanwhile: nothing may come back.
            if ((await tx.objectStore('rooms').getKey(room)) === undefined) return false
            await Promise.all(change(tx))
            return true
          },
          durability,
        ),
      ),
    )
    if (!done.ok) return done
    return done.value ? ok(undefined) : err('storage-broken' as const)
  }
}

function changeOf(tx: WriteTransaction, room: RoomId): Change {
  const removeAll = (shelf: Shelf | 'quarantine', ranges: readonly IDBKeyRange[]) =>
    ranges.map((range) => remove(tx, shelf, range))
  return {
    put: (shelf, { key, sealed }) => put(tx, shelf, [room, ...key], sealed),
    drop: (shelf, ...begin) =>
      Promise.all([
        ...removeAll(shelf, [under(room, ...begin)]),
        ...removeAll('quarantine', [under(room, shelf, ...begin)]),
      ]),
    dropOthers: (shelf, begin, kept) =>
      Promise.all([
        ...removeAll(shelf, besides(kept, room, ...begin)),
        ...removeAll('quarantine', besides(kept, room, shelf, ...begin)),
      ]),
  }
}

async function moveToQuarantine(tx: WriteTransaction, room: RoomId, shelf: Shelf, key: RowKey): Promise<void> {
  const row: unknown = await tx.objectStore(shelf).get([room, ...key])
  await put(tx, 'quarantine', [room, shelf, ...key], row)
  await remove(tx, shelf, under(room, ...key))
}
