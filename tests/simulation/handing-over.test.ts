import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { carryRecord } from '../../src/room/records.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const RECORDS = 400
const ROOM_BYTES = RECORDS * 1_000
const NAMES = ['kitchen', 'den', 'loft', 'porch'] as const

const fill = (screen: Screen) => {
  const { commons } = screen.node().docs()
  commons.transact(() => {
    for (let n = 0; n < RECORDS; n++)
      carryRecord(commons, 'bulk', `r${n}`, { text: `${n}`.padEnd(1_000, 'x'), at: n, rev: ['fill', n] })
  })
}
const sizeOn = (screen: Screen) => screen.node().docs().commons.getMap('bulk').size

/** A room of five screens that holds 400 kB, and what each device is sent from now on. */
async function fullRoom(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const others: Screen[] = []
  for (const name of NAMES) others.push(await world.pairScreen(hall, name))
  const paper = await world.addPaperMember(hall)
  fill(hall)
  await world.advance(6_000)
  const sent = new Map<string, number>()
  world.onFrame((_from, to, label, frame) => {
    if (label === 'control') sent.set(to, (sent.get(to) ?? 0) + frame.length)
  })
  return { world, hall, others, paper, times: (name: string) => (sent.get(name) ?? 0) / ROOM_BYTES }
}

test('when an epoch opens, each screen is handed its baseline once, by the one that opened it (M10)', async () => {
  const { world, hall, others, paper, times } = await fullRoom('handed over once')
  const opener = others[2] as Screen
  expect(await world.finish(opener.node().remove(paper))).toBeUndefined()
  await world.advance(20_000)
  for (const screen of [hall, ...others]) {
    expect([screen.name, sizeOn(screen)]).toEqual([screen.name, RECORDS])
    expect([screen.name, times(screen.name) < 1.5, times(screen.name)]).toEqual([screen.name, true, times(screen.name)])
  }
  expect(disagreements(world)).toEqual([])
})

test('a screen that comes into a room of many is handed the room once, and soon, whether an epoch was opened before or not (M10)', async () => {
  const { world, hall, paper, times } = await fullRoom('newcomer')
  const attic = await world.pairScreen(hall, 'attic')
  await world.until(() => sizeOn(attic) === RECORDS, 'it has all', 2_000)
  await world.advance(20_000)
  expect(times('attic')).toBeLessThan(1.5)
  expect(await world.finish(hall.node().remove(paper))).toBeUndefined()
  await world.advance(20_000)
  const yard = await world.pairScreen(hall, 'yard')
  await world.until(() => sizeOn(yard) === RECORDS, 'it has all', 2_000)
  await world.advance(20_000)
  expect(times('yard')).toBeLessThan(1.5)
  expect(disagreements(world)).toEqual([])
})

test('one that missed an epoch is handed it by another where the one that opened it is out of reach (M10)', async () => {
  const { world, hall, others, paper, times } = await fullRoom('opener out of reach')
  const [kitchen, , , porch] = others as [Screen, Screen, Screen, Screen]
  world.cut(porch)
  await world.advance(8_000)
  expect(await world.finish(kitchen.node().remove(paper))).toBeUndefined()
  await world.advance(8_000)
  world.heal()
  // It still reaches two screens that went over: one of them takes its turn.
  world.cut(porch, kitchen)
  world.cut(porch, hall)
  await world.until(
    () => porch.node().documents.epoch() === kitchen.node().documents.epoch(),
    'it has gone over',
    20_000,
  )
  await world.advance(20_000)
  expect(times('porch')).toBeLessThan(2.5)
  world.heal()
  await world.advance(15_000)
  expect(disagreements(world)).toEqual([])
})
