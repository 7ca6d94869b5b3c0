import { beforeEach, expect, test } from 'vitest'
import { concat, utf8 } from '../../src/lib/bytes.ts'
import {
  blankDevice,
  elm,
  enter,
  everyRow,
  notebook,
  notesIn,
  oak,
  roomOf,
  statementId,
  switchOn,
  tamper,
} from './kit.ts'

beforeEach(blankDevice)

test('whoever reads the disk without the keys finds no note, name or blob in it', async () => {
  const store = await switchOn()
  const room = await enter(store, oak, { name: 'PRIVATE room' })
  notebook((update) => room.appendUpdate('commons', 'e', update)).set('n', { text: 'PRIVATE note', by: 'PRIVATE Ann' })
  await room.putStatements([{ text: 'PRIVATE statement', sig: 'PRIVATE' }], [statementId('s')])
  await room.setValue('seen', ['PRIVATE value'])
  await room.putBlob(utf8('PRIVATE blob'))
  await room.close()

  const disk = await everyRow()
  expect(new Set(disk.map((row) => row.store))).toEqual(
    new Set(['rooms', 'heads', 'updates', 'statements', 'values', 'blobs', 'chunks']),
  )
  const text = Buffer.from(concat(...disk.map(spelled))).toString('latin1')
  expect(text).toContain('commons') // names of shelves, documents and keys are not secret
  expect(text).not.toContain('PRIVATE')
  expect((await store.rooms.getRoom(oak))?.meta).toEqual({ name: 'PRIVATE room' })
})

test('the keys on the disk cannot be read out', async () => {
  const store = await switchOn()
  await enter(store, oak)
  const entry = await store.rooms.getRoom(oak)
  for (const key of [entry?.secretBox, entry?.keys.signKey, entry?.keys.sealKey]) expect(key?.extractable).toBe(false)
})

test('a row copied over another is noticed', async () => {
  const room = await enter(await switchOn(), oak)
  await room.setValue('may unlock', 'nobody')
  await room.setValue('may look', 'everybody')
  const rows = await everyRow()
  const generous = rows.find(({ store, key }) => store === 'values' && nameIn(key) === 'may look')
  await tamper('values', (key, value) => (nameIn(key) === 'may unlock' ? generous?.value : value))
  expect(await room.getValue('may look')).toBe('everybody')
  expect(await room.getValue('may unlock')).toBeUndefined()
})

test('an erased room leaves no row anywhere, and the other room stays whole', async () => {
  const store = await switchOn()
  const [here, there] = [await enter(store, oak), await enter(store, elm)]
  for (const room of [here, there]) {
    notebook((update) => room.appendUpdate('commons', 'e', update)).set('n', 1)
    await room.putStatements([{ text: 's', sig: 's' }], [statementId('s')])
    await room.setValue('v', 1)
    await room.putBlob(utf8('blob'))
    await room.flush()
  }
  await tamper('values', () => 'broken')
  await here.getValue('v')
  const rowsOf = async (room: string) => (await everyRow()).filter(({ key }) => [key].flat()[0] === room)
  expect((await rowsOf(oak)).map((row) => row.store)).toContain('quarantine')
  const others = await rowsOf(elm)

  expect((await here.erase()).ok).toBe(true)
  await here.close()
  expect(await rowsOf(oak)).toEqual([])
  expect(await rowsOf(elm)).toEqual(others)
  expect((await store.rooms.listRooms()).map(({ room }) => room)).toEqual([elm])
})

test('a room erased in one tab is not brought back by another that is still writing', async () => {
  const [one, other] = [await switchOn(), await switchOn()]
  await enter(one, oak)
  const stale = await roomOf(other, oak)
  await one.rooms.eraseRoom(oak)
  notebook((update) => stale.appendUpdate('commons', 'e', update)).set('n', 1)
  expect(await stale.flush()).toEqual({ ok: false, error: 'storage-broken' })
  expect((await stale.putBlob(utf8('blob'))).ok).toBe(false)
  expect(await everyRow()).toEqual([])
})

test('a device that was switched off has everything again', async () => {
  const before = await switchOn()
  const room = await enter(before, oak, { name: 'Oak' })
  notebook((update) => room.appendUpdate('commons', 'e', update)).set('n', 'kept')
  await room.close()
  before.close()
  const after = await switchOn()
  expect((await after.rooms.listRooms()).map(({ room, role, meta }) => ({ room, role, meta }))).toEqual([
    { room: oak, role: 'screen', meta: { name: 'Oak' } },
  ])
  expect(notesIn((await (await roomOf(after, oak)).loadDocument('commons'))?.updates)).toEqual({ n: 'kept' })
})

const nameIn = (key: IDBValidKey) => [key].flat().at(-1)

/** Every byte and letter of a row; keys are handles, there is nothing in them to read. */
function spelled(row: unknown): Uint8Array {
  if (row instanceof Uint8Array) return row
  if (row instanceof CryptoKey) return new Uint8Array(0)
  if (typeof row !== 'object' || row === null) return utf8(String(row))
  return concat(...Object.entries(row).flatMap(([name, value]) => [utf8(name), spelled(value)]))
}
