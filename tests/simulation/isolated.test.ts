import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'
import { letAnythingHappen } from './anything.ts'
import type { Screen } from './people.ts'

const textsOn = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)

/** A room whose devices reach the box and nobody else. */
async function isolatedRoom(seed: string) {
  const world = makeWorld(seed)
  world.isolate()
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(6_000)
  return { world, hall, kitchen, mia, ana }
}

test('where the access point keeps devices apart, a room is made, joined, visited and written in through the box (M21)', async () => {
  const { world, hall, kitchen, mia, ana } = await isolatedRoom('apart')
  for (const phone of [mia, ana]) expect((await world.finish(phone.note(`from ${phone.name}`).answered)).ok).toBe(true)
  await world.advance(500)
  for (const screen of [hall, kitchen]) expect(textsOn(screen).sort()).toEqual(['from ana', 'from mia'])
  expect(disagreements(world)).toEqual([])
})

test('there, a visitor is in the room a second and a half after opening the code (M21)', async () => {
  const world = makeWorld('apart and waiting')
  world.isolate()
  const hall = await world.makeRoom('hall')
  await world.advance(3_000)
  for (const name of ['ana', 'ben', 'cleo']) {
    const sinceMs = world.nowMs()
    await world.visit(hall, name)
    expect(world.nowMs() - sinceMs).toBeLessThan(1_500)
  }
})

test('there, a picture goes the same way as the link, on a connection of its own (M17, M21)', async () => {
  const { world, hall, kitchen, ana } = await isolatedRoom('apart with a picture')
  const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 7) & 255)
  const blob = await world.finish(ana.node().offerBlob(bytes))
  const shown = ana.node().call('display.picture', { target: 'all', blob, name: 'plan.png', size: bytes.length })
  expect((await world.finish(shown)).ok).toBe(true)
  await world.advance(5_000)
  for (const screen of [hall, kitchen]) {
    const kept = await world.finish(screen.node().blob(blob))
    expect([screen.name, kept && Buffer.compare(kept, bytes)]).toEqual([screen.name, 0])
  }
})

test('there, a cable that was out costs five seconds, and the box, killed and back, as much (M18, M21)', async () => {
  const { world, hall, kitchen, ana } = await isolatedRoom('apart and cut')
  for (const outMs of [4_000, 12_000, 40_000]) {
    world.cut(kitchen)
    world.cut(ana)
    await world.advance(outMs)
    world.heal()
    await world.advance(5_000)
    expect([outMs, disagreements(world)]).toEqual([outMs, []])
  }
  const note = ana.note('said as the box died')
  world.box.kill()
  await world.advance(20_000)
  expect(hall.node().neighbours.links()).toEqual([])
  world.box.restart()
  await world.advance(5_000)
  expect(disagreements(world)).toEqual([])
  expect(kitchen.node().neighbours.links().length).toBeGreaterThan(0)
  await world.finish(ana.note('said after').answered)
  await world.finish(note.answered)
  expect(textsOn(hall)).toContain('said after')
})

test.each([1, 2, 3])(
  'whatever happens there, all agree once everything is mended (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const { world, removed, happened } = await letAnythingHappen(seed, (room) => room.isolate())
    expect(disagreements(world, { removed }), `seed ${seed}\n${happened.join('\n')}`).toEqual([])
  },
)
