import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { BOARD_BYTES, boardBytes, mirrorBoard, type Agreed } from '../../src/room/board.ts'
import { addNote, notesOf, removeNote } from '../../src/room/commons.ts'
import { dropOpenNote, openNotesOf, putOpenNote } from '../../src/room/open-notes.ts'
import type { Author } from '../../src/room/records.ts'

const screen = 'hall'.padEnd(43, '-') as DeviceId
const kitchen = 'kitchen'.padEnd(43, '-') as DeviceId

/** A room with an open board beside it, and an application that has the same document. */
function openBoard({ commons = new Y.Doc(), board = new Y.Doc() } = {}) {
  let nowMs = 1_000_000
  const author: Author = { screen, now: () => (nowMs += 1) }
  const agreed: Agreed = new Map()
  return {
    commons,
    board,
    author,
    notes: board.getMap<unknown>('notes'),
    mirror: () => mirrorBoard(board, commons, agreed, author),
    add: (id: string, text: string) => addNote(commons, id, { text, by: kitchen, byName: 'Mira' }, author),
    own: () => notesOf(commons).map(({ text }) => text),
    open: () => openNotesOf(commons).map(({ text }) => text),
  }
}
const textsOn = (notes: Y.Map<unknown>) => [...notes.values()].map((value) => (value as { text: string }).text).sort()

test('the room’s notes show on the board without their authors, and the board’s in the room as open ones', () => {
  const room = openBoard()
  room.add('n1', 'Bring the key')
  room.notes.set('app-1', { text: 'The oven is hot', colour: 'red' })
  room.mirror()
  expect(room.notes.get('n1')).toEqual({ text: 'Bring the key' })
  expect(room.notes.get('app-1')).toEqual({ text: 'The oven is hot', colour: 'red' })
  expect([room.own(), room.open()]).toEqual([['Bring the key'], ['The oven is hot']])
})

test('mirroring again writes nothing on either side', () => {
  const room = openBoard()
  room.add('n1', 'Bring the key')
  room.notes.set('app-1', { text: 'tabs\tand bells\u0007 are spaces here' })
  room.mirror()
  const written: Uint8Array[] = []
  for (const doc of [room.commons, room.board]) doc.on('update', (update: Uint8Array) => written.push(update))
  room.mirror()
  room.mirror()
  expect(written).toEqual([])
  expect(room.open()).toEqual(['tabs and bells  are spaces here'])
})

test('an outsider changes and removes what came from outside', () => {
  const room = openBoard()
  room.notes.set('app-1', { text: 'The oven is hot' })
  room.mirror()
  room.notes.set('app-1', { text: 'The oven is cold' })
  room.mirror()
  expect(room.open()).toEqual(['The oven is cold'])
  room.notes.delete('app-1')
  room.mirror()
  expect(room.open()).toEqual([])
  // It thought better of it.
  room.notes.set('app-1', { text: 'The oven is warm' })
  room.mirror()
  expect(room.open()).toEqual(['The oven is warm'])
})

test('what an outsider does to the room’s own notes is undone on the board, and never reaches the room', () => {
  const room = openBoard()
  room.add('n1', 'Bring the key')
  room.add('n2', 'Water the fern')
  room.mirror()
  room.notes.set('n1', { text: 'Leave the key' })
  room.notes.delete('n2')
  room.mirror()
  expect(textsOn(room.notes)).toEqual(['Bring the key', 'Water the fern'])
  expect([room.own(), room.open()]).toEqual([['Bring the key', 'Water the fern'], []])
  removeNote(room.commons, 'n1', room.author)
  room.notes.set('n1', { text: 'Leave the key' })
  room.mirror()
  expect([textsOn(room.notes), room.open()]).toEqual([['Water the fern'], []])
})

test('what the room takes away is gone from the board, also from one that was begun anew', () => {
  const room = openBoard()
  room.notes.set('app-1', { text: 'The oven is hot' })
  room.mirror()
  dropOpenNote(room.commons, 'app-1', room.author)
  room.mirror()
  expect(room.notes.size).toBe(0)
  const anew = openBoard({ commons: room.commons })
  anew.notes.set('app-1', { text: 'The oven is hot' }) // an application still had it
  anew.mirror()
  expect([anew.notes.size, anew.open()]).toEqual([0, []])
})

test('a board that was begun anew gets what came from outside before', () => {
  const room = openBoard()
  room.notes.set('app-1', { text: 'The oven is hot' })
  room.mirror()
  const anew = openBoard({ commons: room.commons })
  anew.mirror()
  expect(textsOn(anew.notes)).toEqual(['The oven is hot'])
})

test('two screens that both keep the board agree, and stop writing', () => {
  const commons = new Y.Doc()
  const hall = openBoard({ commons })
  const den = openBoard({ commons, board: hall.board })
  const written: unknown[] = []
  for (const doc of [commons, hall.board]) doc.on('update', () => written.push(doc))
  hall.notes.set('app-1', { text: 'one' })
  hall.mirror()
  hall.notes.set('app-1', { text: 'two' })
  hall.mirror()
  den.mirror()
  hall.mirror()
  putOpenNote(commons, 'app-2', 'from the other half of the house', den.author)
  hall.mirror()
  den.mirror()
  written.length = 0
  for (const room of [hall, den, hall, den]) room.mirror()
  expect(written).toEqual([])
  expect(textsOn(hall.notes)).toEqual(['from the other half of the house', 'two'])
})

test.each([
  ['a note of 300 KB', { text: 'x'.repeat(300_000) }],
  ['a note a byte too long', { text: 'é'.repeat(2_048) + 'x' }],
  ['a number', 7],
  ['a note without words', { done: true }],
  ['words that are none', { text: 12 }],
])('what is no note is taken off the board again: %s', (_, value) => {
  const room = openBoard()
  room.add('n1', 'Bring the key')
  room.notes.set('app-1', { text: 'The oven is hot' })
  room.mirror()
  room.notes.set('app-1', value)
  room.notes.set('app-2', value)
  room.mirror()
  expect(textsOn(room.notes)).toEqual(['Bring the key', 'The oven is hot'])
  expect(room.open()).toEqual(['The oven is hot'])
  expect(boardBytes(room.board)).toBeLessThan(1_000)
})

test('a shared type in place of a note is taken off again', () => {
  const room = openBoard()
  room.notes.set('app-1', new Y.Map([['text', 'nested']]))
  room.mirror()
  expect([room.notes.size, room.open()]).toEqual([0, []])
})

test('an id longer than ids are is not taken', () => {
  const room = openBoard()
  room.notes.set('x'.repeat(65), { text: 'hidden in the id' })
  room.mirror()
  expect([room.notes.size, room.open()]).toEqual([0, []])
})

test('300 KB in many notes: as many stay as have a place, and the board stays small enough to be carried', () => {
  const room = openBoard()
  room.add('n1', 'Bring the key '.repeat(100))
  for (let n = 0; n < 100; n++) room.notes.set(`app-${n}`, { text: `${n} `.padEnd(3_000, 'x') })
  room.mirror()
  expect(room.open().length).toBe(51)
  expect(room.notes.size).toBe(51)
  expect(boardBytes(room.board)).toBeLessThan(BOARD_BYTES)
  // The room’s own notes have no place there now, and are none the worse for it.
  expect(room.own().length).toBe(1)
})

test('five hundred notes have a place, the newest of the room’s own before older ones', () => {
  const room = openBoard()
  for (let n = 0; n < 600; n++) room.notes.set(`app-${n}`, { text: `app ${n}` })
  room.mirror()
  expect([room.open().length, room.notes.size]).toEqual([500, 500])
  for (let n = 0; n < 2; n++) room.notes.delete(`app-${n}`)
  for (const n of [1, 2, 3]) room.add(`n${n}`, `own ${n}`)
  room.mirror()
  expect(room.notes.size).toBe(500)
  expect([1, 2, 3].map((n) => room.notes.has(`n${n}`))).toEqual([false, true, true])
})

test('whoever makes and removes notes all day is not heard for ever', () => {
  const room = openBoard()
  for (let round = 0; round < 6; round++) {
    for (let n = 0; n < 450; n++) room.notes.set(`app-${round}-${n}`, { text: 'x' })
    room.mirror()
    for (const id of [...room.notes.keys()]) room.notes.delete(id)
    room.mirror()
  }
  expect(room.commons.getMap('open').size).toBe(2_000)
})
