import type { StoreNames } from 'idb'
import type { Database, Schema, WriteTransaction } from './schema.ts'

/** `strict` outlives a power cut (the default); `relaxed` a crash of the browser, and is several times faster. */
export type Durability = 'strict' | 'relaxed'

/** Runs `change` in one transaction: all of it is stored, or nothing. */
export async function inTransaction<T>(
  db: Database,
  stores: readonly StoreNames<Schema>[],
  change: (tx: WriteTransaction) => Promise<T>,
  durability: Durability = 'strict',
): Promise<T> {
  const tx = db.transaction([...stores], 'readwrite', { durability })
  const [value] = await Promise.all([orAbort(tx, change), tx.done])
  return value
}

// Requests can throw as well as fail. As promises in every case, those beside them are still waited for.
export const put = async (tx: WriteTransaction, store: StoreNames<Schema>, key: IDBValidKey, value: unknown) =>
  void (await tx.objectStore(store).put(value, key as string))
export const remove = async (tx: WriteTransaction, store: StoreNames<Schema>, keys: string | IDBKeyRange) =>
  tx.objectStore(store).delete(keys)

async function orAbort<T>(tx: WriteTransaction, change: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  try {
    return await change(tx)
  } catch (error) {
    try {
      tx.abort() // or what was asked for before would be stored
    } catch {
      // A failed request has aborted it already.
    }
    throw error
  }
}
