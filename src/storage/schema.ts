import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'

/**
 * Where a room's rows live; every key begins with the room, so that one range holds all a room has in a store.
 *
 * | store | key after the room | row |
 * |---|---|---|
 * | heads | document | the epoch a document is in |
 * | updates | document, epoch, order, random | Yjs updates |
 * | statements | statement id | a signed statement |
 * | values | key | JSON |
 * | blobs | blob id | which body has its bytes |
 * | chunks | random body id, index | up to 256 kB of a blob |
 */
export const SHELVES = ['heads', 'updates', 'statements', 'values', 'blobs', 'chunks'] as const
export type Shelf = (typeof SHELVES)[number]

export type RowKey = (string | number)[]

/** Rows are `unknown` until parsed: an older release, or a failing disk, wrote them. */
export interface Schema extends DBSchema, Record<Shelf, { key: RowKey; value: unknown }> {
  rooms: { key: string; value: unknown }
  /** Rows that could not be read, as they were; their key is room, shelf, and the rest of their own key. */
  quarantine: { key: RowKey; value: unknown }
}
export type Database = IDBPDatabase<Schema>
export type WriteTransaction = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>

export const VERSION = 1

/** Brings a database of any earlier version to this one. A released step is never edited: the next version adds one. */
export function upgrade(db: Database, from: number): void {
  if (from < 1) for (const store of ['rooms', 'quarantine', ...SHELVES] as const) db.createObjectStore(store)
}

/** All rows whose key begins so: in IndexedDB's order an array comes after every string and number. */
export const under = (...key: RowKey): IDBKeyRange => IDBKeyRange.bound(key, [...key, []])

/** The same without those that go on with `kept`. */
export const besides = (kept: string, ...key: RowKey): IDBKeyRange[] => [
  IDBKeyRange.bound(key, [...key, kept], false, true),
  IDBKeyRange.bound([...key, kept, []], [...key, []], true),
]
