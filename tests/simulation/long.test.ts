import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'
import { BOX } from './box.ts'
import type { Screen } from './people.ts'

const HOUR_MS = 3_600_000
const textsOn = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)

test('a screen that was suspended for eight hours is live again within ten seconds, with what it missed', async () => {
  const world = makeWorld('asleep for eight hours')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  kitchen.sleep()
  world.cut(kitchen)
  await world.advance(20_000)
  await world.finish(mia.note('said while the kitchen slept').answered)
  await world.leap(8 * HOUR_MS)
  await world.advance(10_000)
  expect(textsOn(kitchen)).toEqual([])
  world.heal()
  kitchen.wake()
  await world.advance(10_000)
  expect(textsOn(kitchen)).toEqual(['said while the kitchen slept'])
  expect(den.node().neighbours.linkTo(kitchen.me)).toBeDefined()
  expect(disagreements(world)).toEqual([])
})

test('the whole building is suspended for eight hours, and is whole ten seconds after it wakes', async () => {
  const world = makeWorld('all asleep')
  const hall = await world.makeRoom('hall')
  await world.pairScreen(hall, 'kitchen')
  await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  await world.leap(8 * HOUR_MS)
  await world.advance(10_000)
  expect(disagreements(world)).toEqual([])
})

test(
  'the box is away for an hour: notes go on, a lost link is made anew through a third screen, a visitor cannot come; back, all is as before',
  { timeout: 240_000 },
  async () => {
    const world = makeWorld('an hour without the box')
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const den = await world.pairScreen(hall, 'den')
    const mia = await world.pairMember(hall, 'mia')
    await world.advance(5_000)
    const answered = mia.note('said as the box died').answered
    world.box.kill()
    await world.finish(answered)
    await world.advance(HOUR_MS / 2)
    world.cut(kitchen, den)
    await world.advance(12_000)
    expect(kitchen.node().neighbours.linkTo(den.me)).toBeUndefined()
    world.heal()
    await world.advance(4_000)
    expect(kitchen.node().neighbours.linkTo(den.me)).toBeDefined()
    await world.finish(mia.note('said without the box').answered)
    expect(await world.tryVisit(hall, 'ana')).toEqual({ ok: false, error: 'box-gone' })
    await world.advance(HOUR_MS / 2)
    world.box.restart()
    await world.advance(5_000)
    // Ana's phone has come back to the box, too.
    expect(world.box.counts().sessions).toBe(5)
    const bob = await world.visit(kitchen, 'bob')
    await world.advance(3_000)
    expect(bob.node().standing()).toEqual({ at: 'live' })
    for (const screen of [hall, kitchen, den])
      expect(textsOn(screen).sort()).toEqual(['said as the box died', 'said without the box'])
    expect(disagreements(world)).toEqual([])
  },
)

test('a missing link between two screens is back within four seconds of the path, through the box or a third screen (M19)', async () => {
  for (const how of ['box', 'third screen']) {
    const world = makeWorld(`missing, ${how}`)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    if (how === 'third screen') {
      await world.pairScreen(hall, 'den')
      await world.advance(3_000)
      world.box.kill()
    }
    await world.advance(3_000)
    world.cut(hall, kitchen)
    if (how === 'box') world.cut(hall, BOX)
    await world.advance(15_000)
    expect([how, hall.node().neighbours.linkTo(kitchen.me)]).toEqual([how, undefined])
    world.heal()
    await world.until(() => hall.node().neighbours.linkTo(kitchen.me) !== undefined, `linked by the ${how}`, 4_000)
  }
})
