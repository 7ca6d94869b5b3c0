import { makeWorld, type World } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'
import type { Phone, Screen } from './people.ts'

/** Thirty real nodes are work for a machine that does other things, too. */
const PATIENT = { timeout: 240_000 }

const textsOn = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)
const SCREENS = Array.from({ length: 10 }, (_, n) => `screen ${n}`)

async function screensOf(world: World, count: number): Promise<Screen> {
  const [first = '', ...others] = SCREENS.slice(0, count)
  const hall = await world.makeRoom(first)
  for (const name of others) await world.pairScreen(hall, name)
  return hall
}

async function crowd(world: World, count: number): Promise<readonly Phone[]> {
  const phones = await world.crowdIn(Array.from({ length: count }, (_, n) => `phone ${n}`))
  await world.advance(10_000)
  return phones
}

test('ten screens are fully meshed, write all at once, and lose and find each other as four do', PATIENT, async () => {
  const world = makeWorld('ten screens')
  await screensOf(world, 10)
  const [ana, bob] = await crowd(world, 2)
  for (const screen of world.screens) expect(screen.node().neighbours.links().length).toBeGreaterThanOrEqual(9)
  world.split(world.screens.slice(0, 5), world.screens.slice(5))
  await world.advance(20_000)
  await world.finish(Promise.all([ana?.note('from ana').answered, bob?.note('from bob').answered]))
  world.heal()
  await world.advance(5_000)
  for (const screen of world.screens) expect(textsOn(screen).sort()).toEqual(['from ana', 'from bob'])
  expect(disagreements(world)).toEqual([])
})

test(
  'nine screens that are switched on at once, as after a power cut, are meshed again with the tenth within five seconds',
  PATIENT,
  async () => {
    const world = makeWorld('power cut')
    await screensOf(world, 10)
    await world.advance(3_000)
    const [, ...others] = world.screens
    for (const screen of others) screen.losePower()
    await world.advance(30_000)
    for (const screen of others) await screen.start()
    await world.advance(5_000)
    expect(disagreements(world)).toEqual([])
  },
)

test(
  '26 phones scan at once at four screens: all are in and agree, every note is on every screen once, and each phone has two links',
  PATIENT,
  async () => {
    const world = makeWorld('26 phones')
    await screensOf(world, 4)
    const phones = await crowd(world, 26)
    for (const phone of phones) expect([phone.name, linksOf(phone, world)]).toEqual([phone.name, 2])
    for (const phone of phones) phone.note(`from ${phone.name}`)
    await world.advance(3_000)
    for (const screen of world.screens) {
      expect(textsOn(screen).length).toBe(26)
      // Two links a phone are 13 a screen; nobody carries the crowd alone.
      expect(screen.node().neighbours.links().length).toBeLessThan(3 + 20)
    }
    expect(disagreements(world)).toEqual([])
  },
)

test(
  'what a change costs a phone, and what silence costs it, is the same with 4 phones in the room and with 26',
  PATIENT,
  async () => {
    const costs: { change: number; silence: number }[] = []
    for (const count of [4, 26]) {
      const world = makeWorld(`cost of ${count}`)
      await screensOf(world, 4)
      const [writer] = await crowd(world, count)
      let frames = 0
      const isPhone = (name: string) => name.startsWith('phone')
      world.onFrame((from, to) => (frames += Number(isPhone(from)) + Number(isPhone(to))))
      await world.advance(20_000)
      const silence = frames / count
      frames = 0
      for (let n = 0; n < 10; n++) {
        await world.finish((writer as Phone).note(`note ${n}`).answered)
        await world.advance(2_000)
      }
      // Heartbeats went on meanwhile.
      costs.push({ change: frames / count - silence, silence })
      expect(disagreements(world)).toEqual([])
    }
    const [few, many] = costs as [(typeof costs)[0], (typeof costs)[0]]
    expect(many.silence).toBeLessThanOrEqual(few.silence * 1.2)
    expect(many.change).toBeLessThanOrEqual(few.change * 1.2 + 1)
  },
)

const linksOf = (phone: Phone, world: World) =>
  world.screens.filter((screen) => screen.node().neighbours.linkTo(phone.me)).length
