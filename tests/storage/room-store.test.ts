import { beforeEach, describe, expect, test } from 'vitest'
import { utf8 } from '../../src/lib/bytes.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { memoryRoomStore } from '../../src/storage/memory.ts'
import type { RoomStore } from '../../src/storage/room-store.ts'
import { blankDevice, enter, notebook, notesIn, oak, statementId, switchOn } from './kit.ts'

/** One suite that every kind of room store passes. */
describe.each([
  ['on disk', async () => enter(await switchOn(), oak)],
  ['in memory', async () => memoryRoomStore()],
] satisfies [string, () => Promise<RoomStore>][])('a room store %s', (_, open) => {
  let store: RoomStore
  beforeEach(async () => {
    blankDevice()
    store = await open()
  })

  test('knows no document before somebody writes it', async () => {
    expect(await store.loadDocument('commons')).toBeUndefined()
  })

  test('gives back every change of a document', async () => {
    const notes = notebook((update) => store.appendUpdate('commons', '', update))
    for (let i = 0; i < 20; i++) {
      notes.set(`n${i}`, { text: `note ${i}` })
      if (i % 7 === 0) await store.flush()
    }
    const found = await store.loadDocument('commons')
    expect(found).toMatchObject({ epoch: '', corrupt: 0 })
    expect(notesIn(found?.updates)).toEqual(notes.toJSON())
  })

  test('keeps documents apart', async () => {
    notebook((update) => store.appendUpdate('commons', '', update)).set('a', 1)
    notebook((update) => store.appendUpdate('residents', '', update)).set('b', 2)
    expect(notesIn((await store.loadDocument('commons'))?.updates)).toEqual({ a: 1 })
    expect(notesIn((await store.loadDocument('residents'))?.updates)).toEqual({ b: 2 })
  })

  test('goes over to the next epoch, and the old one is gone', async () => {
    notebook((update) => store.appendUpdate('commons', 'one', update)).set('old', 1)
    await store.flush()
    const fresh = notebook((update) => store.appendUpdate('commons', 'two', update))
    notebook((baseline) => void store.replaceEpoch('commons', 'two', baseline)).set('baseline', 2)
    fresh.set('brought along', 3)
    const found = await store.loadDocument('commons')
    expect(found?.epoch).toBe('two')
    expect(notesIn(found?.updates)).toEqual({ baseline: 2, 'brought along': 3 })
  })

  test('keeps what was written for an epoch before its baseline came', async () => {
    notebook((update) => store.appendUpdate('commons', 'one', update)).set('old', 1)
    notebook((update) => store.appendUpdate('commons', 'two', update)).set('early', 2)
    await store.flush()
    expect(await store.loadDocument('commons')).toMatchObject({ epoch: 'one' })
    await replaceWith('two')
    expect(notesIn((await store.loadDocument('commons'))?.updates)).toEqual({ early: 2, baseline: 3 })
  })

  test('takes a change that comes late for an epoch long gone, and does not show it', async () => {
    await replaceWith('two')
    notebook((update) => store.appendUpdate('commons', 'one', update)).set('late', 1)
    expect(notesIn((await store.loadDocument('commons'))?.updates)).toEqual({ baseline: 3 })
  })

  test('has each statement once, however often it was put', async () => {
    const [ann, ben] = [said('Ann is an admin'), said('Ben is here')]
    await store.putStatements([ann, ben], [statementId('ann'), statementId('ben')])
    await store.putStatements([ann], [statementId('ann')])
    expect(await store.allStatements()).toEqual(expect.arrayContaining([ann, ben]))
    expect(await store.allStatements()).toHaveLength(2)
    await store.dropStatements([statementId('ann')])
    expect(await store.allStatements()).toEqual([ben])
  })

  test('remembers values, without sharing them', async () => {
    const value = { done: ['lamp'] }
    await store.setValue('effects', value)
    value.done.push('door')
    expect(await store.getValue('effects')).toEqual({ done: ['lamp'] })
    expect(await store.getValue('other')).toBeUndefined()
    await store.setValue('effects', undefined)
    expect(await store.getValue('effects')).toBeUndefined()
  })

  test('finds a blob by its hash until nobody refers to it', async () => {
    const photo = utf8('a photo')
    const put = await store.putBlob(photo)
    expect(put).toEqual({ ok: true, value: '1OJNdJpP4vFhry3pE8BAKwTjrih9r9D52_pKXFbGkoU' })
    const other = await store.putBlob(utf8('another'))
    if (!put.ok || !other.ok) throw new Error('both were put')
    expect(await store.usedBytes()).toBe(14)
    expect((await store.dropUnreferenced(new Set([put.value]))).ok).toBe(true)
    expect(await store.getBlob(put.value)).toEqual(photo)
    expect(await store.hasBlob(other.value)).toBe(false)
    expect(await store.getBlob('nothing' as BlobId)).toBeUndefined()
    expect(await store.usedBytes()).toBe(7)
  })

  test('keeps an empty blob', async () => {
    const put = await store.putBlob(utf8(''))
    expect(put.ok && (await store.getBlob(put.value))).toEqual(utf8(''))
  })

  test('forgets everything, and refuses what comes afterwards', async () => {
    notebook((update) => store.appendUpdate('commons', '', update)).set('a', 1)
    await store.setValue('v', 1)
    expect((await store.erase()).ok).toBe(true)
    notebook((update) => store.appendUpdate('commons', '', update)).set('b', 1)
    expect(await store.setValue('v', 2)).toEqual({ ok: false, error: 'storage-broken' })
    expect(await store.putBlob(utf8('x'))).toEqual({ ok: false, error: 'storage-broken' })
    expect(await store.replaceEpoch('commons', 'x', utf8(''))).toEqual({ ok: false, error: 'storage-broken' })
    await store.close()
    expect(await store.loadDocument('commons')).toBeUndefined()
    expect(await store.getValue('v')).toBeUndefined()
  })

  async function replaceWith(epoch: string): Promise<void> {
    const replaced: Promise<unknown>[] = []
    notebook((update) => replaced.push(store.replaceEpoch('commons', epoch, update))).set('baseline', 3)
    expect(await Promise.all(replaced)).toEqual([{ ok: true, value: undefined }])
  }
})

const said = (text: string) => ({ text, sig: 'x'.repeat(86) })
