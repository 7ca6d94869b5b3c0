import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const textsOn = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)

test('a screen that was switched off opens with what it had, and learns what it missed', async () => {
  const world = makeWorld('restart')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.finish(ana.note('before').answered)
  await world.advance(3_000)
  await kitchen.stop()
  await world.finish(ana.note('meanwhile').answered)
  await world.advance(10_000)
  await kitchen.start()
  expect(textsOn(kitchen)).toEqual(['before'])
  await world.advance(5_000)
  expect(textsOn(kitchen)).toEqual(['before', 'meanwhile'])
  expect(disagreements(world)).toEqual([])
})

test('what the only screen told a phone is kept is there after its plug was pulled in that moment', async () => {
  const world = makeWorld('plug')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(3_000)
  for (let n = 0; n < 8; n++) {
    const note = ana.note(`note ${n}`)
    await world.until(() => note.answer !== undefined, 'the note is answered')
    hall.losePower()
    await world.advance(2_000)
    await hall.start()
    expect(textsOn(hall)).toContain(`note ${n}`)
    await world.advance(20_000)
  }
  expect(disagreements(world)).toEqual([])
})

test('a screen that forgot its last writes, writes others, and meets an epoch that knew only the first ones', async () => {
  let forgotten = 0
  for (let n = 0; n < 6; n++) {
    const world = makeWorld(`forgotten writes ${n}`)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const ana = await world.visit(hall, 'ana')
    const bob = await world.visit(hall, 'bob')
    await world.advance(3_000)
    ana.note('first')
    await world.until(() => textsOn(kitchen).includes('first'), 'the kitchen has the note')
    hall.losePower()
    ana.losePower()
    world.split([hall, bob], [kitchen])
    await world.advance(1_000)
    await hall.start()
    await world.advance(20_000)
    if (!textsOn(hall).includes('first')) forgotten += 1
    await world.finish(bob.note('second').answered)
    await world.finish(kitchen.node().remove(await world.addPaperMember(kitchen)))
    world.heal()
    await world.advance(20_000)
    expect([n, ...textsOn(kitchen).sort()]).toEqual([n, 'first', 'second'])
    expect(disagreements(world)).toEqual([])
  }
  expect(forgotten).toBeGreaterThan(0)
})

test('a phone that lost its power comes back without scanning', async () => {
  const world = makeWorld('phone off')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.finish(ana.note('before').answered)
  await world.advance(3_000)
  ana.losePower()
  await world.advance(60_000)
  expect(
    hall
      .node()
      .presence.people()
      .map(({ state }) => state),
  ).toEqual(['away'])
  await ana.start()
  await world.advance(6_000)
  expect(ana.node().standing()).toEqual({ at: 'live' })
  expect(disagreements(world)).toEqual([])
})

test('a phone asleep for ten minutes is away and comes back; after twenty it is over, and it has forgotten the room', async () => {
  const world = makeWorld('asleep')
  const hall = await world.makeRoom('hall')
  await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  const sleep = async (ms: number) => {
    ana.sleep()
    world.cut(ana)
    await world.advance(ms)
    world.heal()
    ana.wakeUp()
    await world.advance(10_000)
  }
  await sleep(10 * 60_000)
  expect(ana.node().standing()).toEqual({ at: 'live' })
  expect(disagreements(world)).toEqual([])
  await sleep(20 * 60_000)
  expect(ana.node().standing()).toEqual({ at: 'expired', reason: 'admission-ended', over: true })
  expect(await ana.memory().rooms()).toEqual([])
  expect(hall.node().presence.people()).toEqual([])
  expect(disagreements(world)).toEqual([])
})

test('a tablet asleep for longer than visitors may be away is whole again within ten seconds, and turns nobody out', async () => {
  for (let n = 0; n < 3; n++) {
    const world = makeWorld(`tablet asleep ${n}`)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const ana = await world.visit(hall, 'ana')
    await world.advance(5_000)
    kitchen.sleep()
    world.cut(kitchen)
    await world.finish(ana.note('good night').answered)
    await world.advance(20 * 60_000)
    world.heal()
    kitchen.wake()
    await world.advance(10_000)
    expect([n, ...disagreements(world)]).toEqual([n])
  }
})
