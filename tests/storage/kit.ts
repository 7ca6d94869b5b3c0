import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { assert } from '../../src/lib/assert.ts'
import type { Bytes } from '../../src/lib/bytes.ts'
import type { Random } from '../../src/lib/clock.ts'
import type { DeviceId, RoomId, StatementId } from '../../src/protocol/ids.ts'
import { openStore, type Store } from '../../src/storage/open.ts'
import { makeSecretBox } from '../../src/storage/sealed.ts'
import { storeFor } from '../../src/storage/stored-room.ts'

export const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

export const oak = 'Oak___________________' as RoomId
export const elm = 'Elm___________________' as RoomId
export const statementId = (name: string) => name.padEnd(43, '_') as StatementId

/** A device that has never been here. */
export function blankDevice(): void {
  globalThis.indexedDB = new IDBFactory()
}

export async function switchOn(): Promise<Store> {
  const opened = await openStore(random)
  assert(opened.ok, 'the store opens')
  return opened.value
}

export async function enter(store: Store, room: RoomId, meta: unknown = {}) {
  const sign = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair
  const keys = { device: 'd'.repeat(43) as DeviceId, seal: 's', signKey: sign.privateKey, sealKey: sign.privateKey }
  const put = await store.rooms.putRoom({
    room,
    role: 'screen',
    keys,
    secretBox: await makeSecretBox(),
    openedAtMs: 1,
    meta,
  })
  assert(put.ok, 'the room was put')
  return roomOf(store, room)
}

export async function roomOf(store: Store, room: RoomId) {
  const found = await storeFor(store, room)
  assert(found, 'the device knows the room')
  return found
}

/** A document whose changes go to `sink`, as the room's do. */
export function notebook(sink: (update: Bytes) => void) {
  const doc = new Y.Doc()
  doc.on('update', (update) => sink(update as Bytes))
  return doc.getMap<unknown>('notes')
}

/** What a list of updates says about notes. */
export function notesIn(updates: readonly Bytes[] | undefined): Record<string, unknown> {
  const doc = new Y.Doc()
  for (const update of updates ?? []) Y.applyUpdate(doc, update)
  return doc.getMap('notes').toJSON()
}

/** Everything on the disk, as somebody sees who has the tablet but not its keys. */
export async function everyRow(name = 'osmose'): Promise<{ store: string; key: IDBValidKey; value: unknown }[]> {
  const db = await answer(indexedDB.open(name))
  const rows = []
  for (const store of db.objectStoreNames) {
    const shelf = db.transaction(store).objectStore(store)
    const [keys, values] = await Promise.all([
      answer(shelf.getAllKeys()),
      answer(shelf.getAll() as IDBRequest<unknown[]>),
    ])
    rows.push(...keys.map((key, i) => ({ store, key, value: values[i] })))
  }
  db.close()
  return rows
}

/** Changes rows behind the store's back, as a failing disk does. */
export async function tamper(store: string, change: (key: IDBValidKey, value: unknown) => unknown): Promise<void> {
  const rows = (await everyRow()).filter((row) => row.store === store)
  const db = await answer(indexedDB.open('osmose'))
  const shelf = db.transaction(store, 'readwrite').objectStore(store)
  await Promise.all(rows.map(({ key, value }) => answer(shelf.put(change(key, value), key))))
  db.close()
}

export const flipped = (bytes: unknown): Uint8Array => {
  const damaged = (bytes as Uint8Array).slice()
  damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1
  return damaged
}

/** Makes every write to the disk throw, until the returned stop. */
export function breakDisk(name: 'QuotaExceededError' | 'UnknownError' | 'DataError'): () => void {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('/home/ann/secret: no space', name)
  })
  return () => put.mockRestore()
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
