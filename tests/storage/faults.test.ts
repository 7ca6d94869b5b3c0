import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { utf8 } from '../../src/lib/bytes.ts'
import type { StoreFault } from '../../src/storage/fault.ts'
import { openStore } from '../../src/storage/open.ts'
import {
  blankDevice,
  breakDisk,
  enter,
  everyRow,
  flipped,
  notebook,
  notesIn,
  oak,
  random,
  roomOf,
  statementId,
  switchOn,
  tamper,
} from './kit.ts'

beforeEach(blankDevice)
afterEach(() => vi.restoreAllMocks())

test.each([
  ['a full disk', 'QuotaExceededError', 'storage-full'],
  ['a disk that fails', 'DataError', 'storage-broken'],
  ['a disk whose connection is lost again and again', 'UnknownError', 'storage-broken'],
] as const)('%s is an answer, in none of the words of the browser', async (_, name, fault) => {
  const store = await switchOn()
  const room = await enter(store, oak)
  const told = heard(room)
  const entry = await store.rooms.getRoom(oak)
  if (!entry) throw new Error('the room is known')
  const repair = breakDisk(name)
  const refused = { ok: false, error: fault }
  expect(await store.rooms.putRoom(entry)).toEqual(refused)
  expect(await room.putStatements([{ text: 's', sig: 's' }], [statementId('s')])).toEqual(refused)
  expect(await room.setValue('v', 1)).toEqual(refused)
  expect(await room.putBlob(utf8('blob'))).toEqual(refused)
  expect(await room.replaceEpoch('commons', 'e', utf8('x'))).toEqual(refused)
  expect(told).toEqual([]) // whoever asked was told
  repair()
  expect((await everyRow()).map((row) => row.store)).toEqual(['rooms'])
})

test('changes that found the disk full are stored once there is space, and the fault is told', async () => {
  const room = await enter(await switchOn(), oak)
  const told = heard(room)
  const notes = notebook((update) => room.appendUpdate('commons', 'e', update))
  const repair = breakDisk('QuotaExceededError')
  for (let i = 0; i < 100; i++) {
    notes.set(`n${i}`, i)
    await new Promise(setImmediate)
  }
  expect(await room.flush()).toEqual({ ok: false, error: 'storage-full' })
  expect(new Set(told)).toEqual(new Set(['storage-full']))
  expect(told.length).toBeLessThan(12) // not once for each of a hundred changes
  repair()
  expect((await room.flush()).ok).toBe(true)
  expect(notesIn((await room.loadDocument('commons'))?.updates)).toEqual(notes.toJSON())
})

test('a transaction that fails half-way leaves nothing of itself', async () => {
  const room = await enter(await switchOn(), oak)
  notebook((update) => room.appendUpdate('commons', 'one', update)).set('old', 1)
  await room.flush()
  const before = await everyRow()
  const repair = breakDisk('QuotaExceededError') // dropping the old epoch succeeds, writing the new one does not
  expect((await room.replaceEpoch('commons', 'two', utf8('x'))).ok).toBe(false)
  repair()
  expect(await everyRow()).toEqual(before)
})

test('a rewriting that fails to read costs nothing, and what was written counts as written', async () => {
  const room = await enter(await switchOn(), oak)
  const notes = notebook((update) => room.appendUpdate('commons', 'e', update))
  for (let i = 0; i < 199; i++) {
    notes.set(`n${i}`, i)
    await room.flush()
  }
  const told = heard(room)
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('disk', 'DataError')
  })
  notes.set('n199', 199)
  expect((await room.flush()).ok).toBe(true)
  vi.restoreAllMocks()
  expect(told).toEqual(['storage-broken'])
  expect((await everyRow()).filter(({ store }) => store === 'updates')).toHaveLength(200)
})

test('a damaged row takes no other with it, and is set aside as it is', async () => {
  const store = await switchOn()
  const room = await enter(store, oak)
  const notes = notebook((update) => room.appendUpdate('commons', 'e', update))
  for (const name of ['a', 'b', 'c']) {
    notes.set(name, name)
    await room.flush()
  }
  let damaged: unknown
  await tamper('updates', (_, value) => (damaged ? value : (damaged = flipped(value))))
  const reopened = await roomOf(store, oak)
  const told = heard(reopened)
  const found = await reopened.loadDocument('commons')
  expect(found).toMatchObject({ epoch: 'e', corrupt: 1 })
  expect(found?.updates).toHaveLength(2)
  expect(told).toEqual(['store-corrupt'])
  expect((await reopened.loadDocument('commons'))?.corrupt).toBe(0)
  const aside = (await everyRow()).filter((row) => row.store === 'quarantine')
  expect(aside).toEqual([
    { store: 'quarantine', key: [oak, 'updates', 'commons', 'e', 0, expect.any(String)], value: damaged },
  ])
})

test('bytes that are no change at all are set aside, and what was appended with them stays', async () => {
  const room = await enter(await switchOn(), oak)
  const notes = notebook((update) => room.appendUpdate('commons', 'e', update))
  notes.set('a', 1)
  room.appendUpdate('commons', 'e', utf8('nonsense'))
  notes.set('b', 2)
  const found = await room.loadDocument('commons')
  expect(found?.corrupt).toBe(1)
  expect(notesIn(found?.updates)).toEqual({ a: 1, b: 2 })
})

test('where nobody can tell the epoch any more, the changes themselves do', async () => {
  const room = await enter(await switchOn(), oak)
  notebook((update) => room.appendUpdate('commons', 'e', update)).set('a', 1)
  await room.flush()
  await tamper('heads', (_, value) => flipped(value))
  const found = await room.loadDocument('commons')
  expect(found?.epoch).toBe('e')
  expect(notesIn(found?.updates)).toEqual({ a: 1 })
})

test('damaged statements, values and rooms are told, and their neighbours stay readable', async () => {
  const store = await switchOn()
  const room = await enter(store, oak, { name: 'Oak' })
  const told = heard(room)
  await room.putStatements([said('a')], [statementId('a')])
  await tamper('statements', (_, value) => flipped(value))
  await room.putStatements([said('b')], [statementId('b')])
  await room.setValue('v', 1)
  await tamper('values', () => 'no row at all')
  expect(await room.allStatements()).toEqual([said('b')])
  expect(await room.getValue('v')).toBeUndefined()
  expect(told).toEqual(['store-corrupt', 'store-corrupt'])

  await tamper('rooms', (_, value) => ({ ...(value as object), meta: 'damaged' }))
  expect(await store.rooms.listRooms()).toMatchObject([{ room: oak, role: 'screen', meta: undefined }])
  await tamper('rooms', () => 'damaged')
  expect(await store.rooms.listRooms()).toEqual([])
})

test('a browser without IndexedDB, or one that denies it, says so', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  expect(await openStore(random)).toEqual({ ok: false, error: 'storage-broken' })
  vi.stubGlobal('indexedDB', undefined)
  expect(await openStore(random)).toEqual({ ok: false, error: 'storage-broken' })
  vi.unstubAllGlobals()
})

test('a connection that the browser dropped is opened again', async () => {
  const store = await switchOn()
  const room = await enter(store, oak)
  await store.run((db) => Promise.resolve(db.close())) // as Safari does to pages in the background
  expect((await room.setValue('v', 1)).ok).toBe(true)
  expect(await room.getValue('v')).toBe(1)
})

test('a newer release in another tab is not kept waiting, and this one learns that its time is over', async () => {
  const store = await switchOn()
  const room = await enter(store, oak)
  await new Promise((resolve, reject) => {
    const newer = indexedDB.open('osmose', 1000)
    newer.onsuccess = resolve
    newer.onblocked = reject
  })
  expect(await room.setValue('v', 1)).toEqual({ ok: false, error: 'storage-broken' })
})

function heard(room: { onFault(listener: (fault: StoreFault) => void): () => void }): StoreFault[] {
  const told: StoreFault[] = []
  room.onFault((fault) => told.push(fault))
  return told
}

const said = (text: string) => ({ text, sig: 'x'.repeat(86) })
