import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { blankedBy } from '../../src/room/blanks.ts'
import { nameDevice, notesOf, shownOn } from '../../src/room/commons.ts'
import { BUILT_IN } from '../../src/services/built-in/index.ts'
import { makeRunner } from '../../src/services/runner.ts'
import type { ServiceHost } from '../../src/services/service.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from '../trust/people.ts'
import { hostOf } from './host.ts'

const [hall, den] = [named('hall'), named('den')]
const mia: Peer = { device: named('mia'), seal: sealOf('mia'), role: 'member', admin: false }
const FILE = 'F'.repeat(43)

function screen(more: Partial<ServiceHost> = {}) {
  let nowMs = 1_000_000
  const commons = new Y.Doc()
  const clock = { now: () => nowMs, after: () => () => {}, every: () => () => {} }
  for (const device of [hall, den])
    nameDevice(commons, device, { name: '', kind: 'screen' }, { screen: hall, now: () => nowMs })
  const host = hostOf(commons, () => (nowMs += 1), more)
  const runner = makeRunner({ services: BUILT_IN, clock, host, refused: () => undefined })
  const ask = (kind: string, args: object, id = 'A'.repeat(22)) => runner.run(mia, { id, kind, args })
  return { commons, ask }
}

test('words are shown on one screen or on all, by whom', async () => {
  const { commons, ask } = screen()
  expect(await ask('display.show', { text: ' Hello ' })).toEqual(ok(null))
  expect(shownOn(commons, hall)).toMatchObject({ kind: 'text', text: 'Hello', by: mia.device, byName: 'Mia' })
  expect(await ask('display.show', { text: 'Den only', display: den })).toEqual(ok(null))
  expect([hall, den].map((one) => shownOn(commons, one))).toMatchObject([{ text: 'Hello' }, { text: 'Den only' }])
  expect(await ask('display.show', {})).toEqual(err('text-empty'))
})

test('a file of the room is shown by the screen that can draw it, and what cannot be drawn is said', async () => {
  const asked: unknown[] = []
  const { ask } = screen({
    showFile: async (file, target, by) => {
      asked.push([file, target, by.byName])
      return file === FILE ? undefined : 'picture-unreadable'
    },
  })
  expect(await ask('display.show', { file: FILE })).toEqual(ok(null))
  expect(await ask('display.show', { file: 'G'.repeat(43), display: den })).toEqual(err('picture-unreadable'))
  expect(asked).toEqual([
    [FILE, 'all', 'Mia'],
    ['G'.repeat(43), den, 'Mia'],
  ])
})

test('a page is turned where it is up, and a place that is no screen is refused', async () => {
  const asked: unknown[] = []
  const { ask } = screen({
    turnPage: async (...page) => {
      asked.push(page)
      return page[1] > 3 ? 'no-page' : undefined
    },
  })
  expect(await ask('display.page', { to: 2 })).toEqual(ok(null))
  expect(await ask('display.page', { to: 4, display: den })).toEqual(err('no-page'))
  expect(await ask('display.page', { to: 0 })).toEqual(err('malformed'))
  expect(await ask('display.page', { to: 2, display: named('nobody') })).toEqual(err('unknown-ask'))
  expect(asked).toEqual([
    ['all', 2],
    [den, 4],
  ])
})

test('a screen is dark until somebody says otherwise, of it or of all', async () => {
  const { commons, ask } = screen()
  await ask('display.blank', { on: true })
  expect([hall, den].map((one) => blankedBy(commons, one)?.byName)).toEqual(['Mia', 'Mia'])
  await ask('display.blank', { on: false, display: den })
  expect([hall, den].map((one) => blankedBy(commons, one)?.byName)).toEqual(['Mia', undefined])
  await ask('display.blank', { on: false })
  expect(blankedBy(commons, hall)).toBeUndefined()
})

test('a note asked for twice by the same id is one note', async () => {
  const { commons, ask } = screen()
  for (let again = 0; again < 2; again++) expect(await ask('note.add', { text: 'Milk' })).toEqual(ok(null))
  expect(notesOf(commons)).toMatchObject([{ text: 'Milk', byName: 'Mia' }])
  expect(await ask('note.add', { text: '   ' })).toEqual(err('malformed'))
})

test('what is to be heard goes to this screen’s speaker, and nothing that is not a sound', async () => {
  const heard: string[] = []
  const { ask } = screen({ sounds: { play: (one) => void heard.push(one), say: (one) => void heard.push(one) } })
  expect(await ask('sound.say', { text: 'Lunch' })).toEqual(ok(null))
  expect(await ask('sound.play', { sound: 'chime' })).toEqual(ok(null))
  expect(await ask('sound.play', { sound: 'https://elsewhere.example/x.mp3' })).toEqual(err('malformed'))
  expect(await ask('sound.say', { text: 'x'.repeat(201) })).toEqual(err('malformed'))
  expect(heard).toEqual(['Lunch', 'chime'])
})

test('a file is taken from who holds it, under a name that is one', async () => {
  const taken: unknown[] = []
  const { ask } = screen({ files: { put: async (who, file) => void taken.push([who.device, file]) } })
  expect(await ask('file.receive', { file: FILE, name: '../a/plan.pdf', size: 9 })).toEqual(ok(null))
  expect(taken).toMatchObject([[mia.device, { id: FILE, size: 9 }]])
  expect(JSON.stringify(taken)).not.toContain('..')
})

test('an eye says what it does and how many faces it sees, and a screen without one says that', async () => {
  expect(await screen().ask('camera.look', {})).toEqual(err('camera-none'))
  const { ask } = screen({ look: () => ({ eye: 'watching', faces: 2 }) })
  expect(await ask('camera.look', {})).toEqual(ok({ eye: 'watching', faces: 2 }))
})
