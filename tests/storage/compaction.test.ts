import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Bytes } from '../../src/lib/bytes.ts'
import { fold, merge } from '../../src/storage/fold.ts'
import { blankDevice, enter, everyRow, notebook, notesIn, oak, roomOf, switchOn } from './kit.ts'

beforeEach(blankDevice)
afterEach(() => vi.restoreAllMocks())

test('a thousand changes, each written by itself, are never more than a few hundred rows, and none is lost', async () => {
  const { room, notes, store } = await openNotes()
  let most = 0
  for (let i = 0; i < 1000; i++) {
    notes.set(`n${i % 300}`, { text: `note ${i}` })
    await room.flush()
    if (i % 50 === 49) most = Math.max(most, await rowCount())
  }
  expect(most).toBeLessThan(220)
  expect(await rowCount()).toBeLessThan(20)
  const found = await (await roomOf(store, oak)).loadDocument('commons')
  expect(notesIn(found?.updates)).toEqual(notes.toJSON())
})

test('what is asked for in one turn is one row', async () => {
  const { room, notes } = await openNotes()
  for (let i = 0; i < 500; i++) notes.set(`n${i}`, i)
  await room.flush()
  expect(await rowCount()).toBe(1)
})

test('changes come back in the order in which they were written, also over a restart and rewritings', async () => {
  const store = await switchOn()
  let room = await enter(store, oak)
  const notes = notebook((update) => room.appendUpdate('commons', 'e', update))
  for (let i = 0; i < 500; i++) {
    if (i % 90 === 0) room = await roomOf(store, oak)
    notes.set('n', i)
    await room.flush()
  }
  const found = await room.loadDocument('commons')
  const read = new Y.Doc()
  for (const update of found?.updates ?? []) {
    Y.applyUpdate(read, update)
    expect(read.store.pendingStructs).toBeNull()
  }
})

test('what was overwritten or deleted leaves the disk when the document is rewritten', async () => {
  const { room, notes } = await openNotes()
  notes.set('n', 'regretted words')
  await room.flush()
  for (let i = 0; i < 200; i++) {
    notes.set('n', i)
    await room.flush()
  }
  const found = await room.loadDocument('commons')
  const text = (found?.updates ?? []).map((update) => Buffer.from(update).toString('latin1')).join('')
  expect(text).not.toContain('regretted')
  expect(notesIn(found?.updates)).toEqual({ n: 199 })
})

test('a heavy document is not rewritten for the sake of a light tail', async () => {
  const { room, notes } = await openNotes()
  for (let i = 0; i < 100; i++) notes.set(`page ${i}`, 'x'.repeat(4000))
  await room.flush()
  const [heavy] = await updateRows()
  for (let i = 0; i < 400; i++) {
    notes.set('cursor', i)
    await room.flush()
  }
  expect((await updateRows()).map(({ key }) => key)).toContainEqual(heavy?.key)
  expect(await rowCount()).toBeLessThan(10)
})

test('power cut in the middle of a rewriting: every row is where it was, and all changes are there', async () => {
  const { room, notes, store } = await openNotes()
  for (let i = 0; i < 198; i++) {
    notes.set(`n${i}`, i)
    await room.flush()
  }
  notes.set('n198', 198)
  await room.flush()
  const before = await updateRows()
  // From here on rows can be added, but dropping the rows that were merged fails.
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new DOMException('power cut', 'AbortError')
  })
  const told: string[] = []
  room.onFault((fault) => told.push(fault))
  notes.set('n199', 199)
  await room.flush()
  expect(told).toEqual(['storage-broken'])
  vi.restoreAllMocks()
  const after = await updateRows()
  expect(after).toHaveLength(before.length + 1)
  expect(after).toEqual(expect.arrayContaining(before))
  expect(notesIn((await (await roomOf(store, oak)).loadDocument('commons'))?.updates)).toEqual(notes.toJSON())
})

test('two tabs that rewrite at once say the same twice', async () => {
  const { room, notes } = await openNotes()
  const other = await roomOf(await switchOn(), oak)
  const copy = notebook((update) => other.appendUpdate('commons', 'e', update))
  for (let i = 0; i < 230; i++) {
    notes.set(`n${i}`, i)
    copy.set(`c${i}`, i)
    await Promise.all([room.flush(), other.flush()])
  }
  expect(notesIn((await room.loadDocument('commons'))?.updates)).toEqual({ ...notes.toJSON(), ...copy.toJSON() })
})

test('documents that change epoch in one turn change together or not at all', async () => {
  const { room, store } = await openNotes()
  notebook((update) => room.appendUpdate('residents', 'e', update)).set('rule', 1)
  notebook((update) => room.appendUpdate('commons', 'e', update)).set('note', 1)
  await room.flush()
  const put = IDBObjectStore.prototype.put
  let puts = 0
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    if (++puts === 4) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, row)
  })
  const baseline = Y.encodeStateAsUpdate(new Y.Doc()) as Bytes
  const both = await Promise.all(['commons', 'residents'].map((doc) => room.replaceEpoch(doc, 'f', baseline)))
  expect(both.map(({ ok }) => ok)).toEqual([false, false])
  vi.restoreAllMocks()
  const restarted = await roomOf(store, oak)
  expect(await restarted.loadDocument('commons')).toMatchObject({ epoch: 'e' })
  expect(await restarted.loadDocument('residents')).toMatchObject({ epoch: 'e' })
})

test('merging and folding keep what waits for parts that have not come yet', () => {
  const updates: Bytes[] = []
  const notes = notebook((update) => updates.push(update))
  for (let i = 0; i < 100; i++) notes.set('n', i)
  const [first, ...rest] = updates as [Bytes, ...Bytes[]]
  for (const whole of [merge(rest), fold(rest)]) {
    expect(notesIn([whole])).toEqual({})
    expect(notesIn([whole, first])).toEqual({ n: 99 })
  }
})

async function openNotes() {
  const store = await switchOn()
  const room = await enter(store, oak)
  return { store, room, notes: notebook((update) => room.appendUpdate('commons', 'e', update)) }
}

const updateRows = async () => (await everyRow()).filter(({ store }) => store === 'updates')
const rowCount = async () => (await updateRows()).length
