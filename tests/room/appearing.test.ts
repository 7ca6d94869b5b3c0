import * as Y from 'yjs'
import { beforeEach, expect, test } from 'vitest'
import { bringUp, chooseFile, offeredFiles, setShowWhen, type Attendance } from '../../src/room/appearing.ts'
import { clearDisplay, displaysOf, show } from '../../src/room/commons.ts'
import { addFile } from '../../src/room/files.ts'
import type { BlobId } from '../../src/protocol/ids.ts'
import { named } from '../trust/people.ts'

const [hall, mira, noa] = [named('hall'), named('mira'), named('noa')]
const blob = 'b'.repeat(43) as BlobId
const author = { screen: hall, now: () => 1_000_000 }
let commons: Y.Doc
beforeEach(() => {
  commons = new Y.Doc()
  for (const [id, by] of [
    ['hers', mira],
    ['his', noa],
  ] as const) {
    addFile(commons, id, { name: `${id}.png`, size: 9, kind: 'picture', blob, by, byName: id }, author)
    setShowWhen(commons, id, { people: [by], bookings: [], picture: blob, by }, author)
  }
})

const here = (...people: string[]): Attendance => ({
  here: new Set(people),
  asleep: new Set(people),
  booking: undefined,
})
const look = (who: Attendance, settled = true) => bringUp(commons, who, { settled }, author)
const up = () => displaysOf(commons).map(({ what }) => what.appears)

test.each([true, false])(
  'what a person took down stays down until its people have gone and come again (settled: %s)',
  (settled) => {
    look(here(mira), settled)
    expect(up()).toEqual(['hers'])
    clearDisplay(commons, 'all', author)
    look(here(mira), settled)
    expect(up()).toEqual([])
    expect(offeredFiles(commons, here(mira))).toEqual(['hers'])
    look(here())
    look(here(mira))
    expect(up()).toEqual(['hers'])
  },
)

test('what gave way to another’s file comes back when that one goes with its people', () => {
  look(here(mira))
  look(here(mira, noa))
  expect(up()).toEqual(['hers'])
  expect(chooseFile(commons, 'his', author)).toBe(true)
  look(here(mira, noa))
  expect(up()).toEqual(['his'])
  look(here(mira))
  expect(up()).toEqual(['hers'])
})

test('what was chosen and then taken down stays down, too', () => {
  look(here(mira, noa))
  chooseFile(commons, 'his', author)
  clearDisplay(commons, 'all', author)
  look(here(noa))
  expect(up()).toEqual([])
})

test('of two that are wanted at once neither is put up; a phone that sleeps takes nothing down', () => {
  look(here(mira, noa))
  expect(up()).toEqual([])
  expect(offeredFiles(commons, here(mira, noa))).toEqual(['hers', 'his'])
  chooseFile(commons, 'hers', author)
  look({ ...here(noa), asleep: new Set([mira]) })
  expect(up()).toEqual(['hers'])
})

test('before it is known who is here, nothing is taken down', () => {
  look(here(mira))
  look(here(), false)
  expect(up()).toEqual(['hers'])
  look(here())
  expect(up()).toEqual([])
})

test('what a person shows otherwise is not touched', () => {
  const what = { kind: 'text', text: 'Welcome', by: noa, byName: 'Noa' } as const
  show(commons, 'all', what, author)
  look(here(mira))
  look(here())
  expect(displaysOf(commons)).toMatchObject([{ what }])
})

test('a file that is gone cannot be chosen', () => {
  expect(chooseFile(commons, 'nothing', author)).toBe(false)
  expect(up()).toEqual([])
})
