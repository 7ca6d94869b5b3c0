import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { addNote, notesOf, show, shownOn } from '../../src/room/commons.ts'

const [hall, kitchen, phone] = ['H', 'K', 'P'].map((letter) => letter.repeat(43)) as [DeviceId, DeviceId, DeviceId]
const HOUR_MS = 3_600_000
const NOON_MS = Date.UTC(2026, 5, 1, 12)
const as = (screen: DeviceId, nowMs: number) => ({ screen, now: () => nowMs })
const note = (text: string) => ({ text, by: phone, byName: '' })

test('what is written after a screen with a fast clock has left stands after what it wrote, and is what shows', () => {
  const commons = new Y.Doc()
  addNote(commons, 'a'.repeat(22), note('First'), as(hall, NOON_MS))
  addNote(commons, 'b'.repeat(22), note('Second'), as(kitchen, NOON_MS + 2 * HOUR_MS))
  addNote(commons, 'c'.repeat(22), note('Third'), as(hall, NOON_MS + 1))
  expect(notesOf(commons).map(({ text }) => text)).toEqual(['First', 'Second', 'Third'])

  show(commons, 'all', { kind: 'text', ...note('On every screen') }, as(kitchen, NOON_MS + 2 * HOUR_MS))
  show(commons, hall, { kind: 'text', ...note('Here, later') }, as(hall, NOON_MS + 1))
  expect(shownOn(commons, hall)).toMatchObject({ text: 'Here, later' })
})

test('a clock that is days ahead is not followed', () => {
  const commons = new Y.Doc()
  addNote(commons, 'a'.repeat(22), note('From next year'), as(kitchen, NOON_MS + 365 * 24 * HOUR_MS))
  addNote(commons, 'b'.repeat(22), note('Now'), as(hall, NOON_MS))
  expect(notesOf(commons).find(({ text }) => text === 'Now')?.at).toBe(NOON_MS)
})
