import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { putRecord, type Author } from '../../src/room/records.ts'
import { consentChoices, SENSES_OFF, sensesOf, setSenses } from '../../src/room/senses.ts'

const author = { screen: 'A'.repeat(43), now: () => 1_000 } as Author

test('every duration can be set by itself, and the others stay', () => {
  const commons = new Y.Doc()
  const wanted = {
    inViewMs: 5_000,
    inMeetingMs: 300_000,
    poorMs: 10_000,
    namedMs: 10_000,
    strangerLooks: 5,
    withUsMs: 900_000,
    consentDays: 7,
  }
  for (const [name, value] of Object.entries(wanted)) setSenses(commons, { [name]: value }, author)
  expect(sensesOf(commons)).toMatchObject({ ...SENSES_OFF, ...wanted })
})

test('what was set before some lengths could be set stays set; a length out of bounds changes nothing', () => {
  const commons = new Y.Doc()
  const { withUsMs, namedMs, strangerLooks, ...before } = { ...SENSES_OFF, faces: 'names' as const, inViewMs: 10_000 }
  putRecord(commons, 'room', 'senses', before, author)
  expect(sensesOf(commons)).toMatchObject({ ...before, withUsMs, namedMs, strangerLooks })
  setSenses(commons, { withUsMs: 48 * 3_600_000 }, author)
  // Otherwise every screen would read the whole of it as off.
  expect(sensesOf(commons)).toMatchObject(before)
})

test('nobody is offered to consent for longer than the room allows, and the shortest comes first', () => {
  const choices = [1, 7, 30, 180].map((consentDays) => consentChoices({ ...SENSES_OFF, consentDays }))
  expect(choices).toEqual([[1], [1, 7], [1, 30], [1, 30, 180]])
})
