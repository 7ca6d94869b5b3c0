import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf, shownOn } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const textsOn = (screen: Screen) => notesOf(screen.node().docs().commons).map(({ text }) => text)

test('what was noted on both sides of a cut is on every screen and phone after it', async () => {
  const world = makeWorld('both sides')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(kitchen, 'den')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(den, 'bob')
  await world.advance(4_000)
  world.split([hall, ana], [kitchen, den, bob])
  await world.advance(10_000)
  for (const phone of [ana, bob]) await world.finish(phone.note(`from ${phone.name}`).answered)
  await world.advance(30_000)
  expect(textsOn(kitchen)).toEqual(['from bob'])
  world.heal()
  await world.advance(12_000)
  expect(textsOn(kitchen).sort()).toEqual(['from ana', 'from bob'])
  expect(disagreements(world)).toEqual([])
})

test('a note that was asked for as the cable was pulled is there once, through the spare', async () => {
  const world = makeWorld('spare')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  for (let n = 0; n < 6; n++) {
    const home = ana.node().homeScreen() === hall.me ? hall : kitchen
    const note = ana.note(`note ${n}`)
    // Sometimes the question is lost, sometimes only the answer.
    await world.advance(n * 2)
    world.cut(ana, home)
    expect(await world.finish(note.answered)).toEqual({ ok: true, value: null })
    world.heal()
    await world.advance(30_000)
  }
  expect(textsOn(hall).sort()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `note ${n}`))
  expect(disagreements(world)).toEqual([])
})

test('the same note asked for at two cut-off screens is one note', async () => {
  const world = makeWorld('same note twice')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(kitchen, 'bob')
  await world.advance(5_000)
  world.split([hall, ana], [kitchen, bob])
  const { id, answered } = ana.note('milk')
  await world.finish(Promise.all([answered, bob.note('milk', id).answered]))
  world.heal()
  await world.advance(20_000)
  expect(textsOn(hall)).toEqual(['milk'])
  expect(disagreements(world)).toEqual([])
})

test('a screen shows what was shown last, whichever way the news came', async () => {
  const world = makeWorld('shown')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  world.cut(hall, den)
  await world.finish(ana.node().call('display.text', { target: 'all', text: 'soup' }))
  await world.advance(3_000)
  const shown = [hall, kitchen, den].map((screen) => shownOn(screen.node().docs().commons, screen.me))
  expect(shown.map((what) => what?.kind === 'text' && what.text)).toEqual(['soup', 'soup', 'soup'])
})

test('a cable out for 40 s: whole again within five seconds, untouched', async () => {
  const world = makeWorld('cable')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(den, 'ana')
  await world.advance(5_000)
  for (const outMs of [4_000, 12_000, 40_000, 41_000, 43_500, 47_000, 90_000, 300_000]) {
    world.cut(den)
    world.cut(ana)
    await world.advance(outMs)
    world.heal()
    await world.advance(5_000)
    expect([outMs, disagreements(world)]).toEqual([outMs, []])
  }
  expect(kitchen.node().neighbours.links().length).toBeGreaterThanOrEqual(2)
})

test('the box is killed: links go on, and who comes after its return is let in', async () => {
  const world = makeWorld('box killed')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  for (const awayMs of [900, 20_000, 120_000]) {
    world.box.kill()
    await world.advance(awayMs)
    await world.finish(ana.note(`after ${awayMs}`).answered)
    await world.advance(200)
    expect(textsOn(kitchen)).toContain(`after ${awayMs}`)
    world.box.restart()
    await world.advance(9_000)
    const bob = await world.visit(kitchen, `bob ${awayMs}`)
    await world.advance(3_000)
    expect(bob.node().standing()).toEqual({ at: 'live' })
  }
  expect(disagreements(world)).toEqual([])
})

test('while the box is dead, two screens that lost each other meet again through a third, and a phone finds a spare', async () => {
  const world = makeWorld('box dead')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  world.box.kill()
  world.cut(kitchen, den)
  world.cut(ana, kitchen)
  world.cut(ana, den)
  await world.advance(20_000)
  expect(kitchen.node().neighbours.linkTo(den.me)).toBeUndefined()
  expect(ana.node().homeScreen()).toBe(hall.me)
  world.heal()
  await world.advance(20_000)
  expect(disagreements(world)).toEqual([])
  hall.losePower()
  await world.advance(10_000)
  expect(await world.finish(ana.note('still here').answered)).toEqual({ ok: true, value: null })
})

test('two who were cut off from each other, but not from the box, are linked again within five seconds', async () => {
  const world = makeWorld('half cut')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  for (const outMs of [7_000, 11_000, 13_000, 16_000, 19_000, 40_000]) {
    world.cut(hall, kitchen)
    await world.advance(outMs)
    world.heal()
    await world.advance(5_000)
    expect([outMs, disagreements(world)]).toEqual([outMs, []])
  }
})

test('two screens that meet again are equal at once, not only at the next heartbeat, on slow tablets too', async () => {
  for (let n = 0; n < 12; n++) {
    const world = makeWorld(`meet again ${n}`, n % 2 === 0 ? {} : { cryptoMs: [0.1, 25] })
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const ana = await world.visit(hall, 'ana')
    const bob = await world.visit(kitchen, 'bob')
    await world.advance(3_000)
    world.split([hall, ana], [kitchen, bob])
    await world.advance(10_000)
    await world.finish(Promise.all([ana.note('from ana').answered, bob.note('from bob').answered]))
    world.heal()
    const linked = (a: Screen, b: Screen) => a.node().neighbours.linkTo(b.me) !== undefined
    await world.until(() => linked(hall, kitchen) && linked(kitchen, hall), 'they are linked')
    await world.advance(500)
    expect([n, textsOn(hall).length, textsOn(kitchen).length]).toEqual([n, 2, 2])
  }
})

test('a removal that overtakes what it removes waits for it, and nothing is left waiting', async () => {
  const world = makeWorld('overtaken')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const mia = await world.pairMember(kitchen, 'mia', { admin: true })
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  for (const other of [hall, den]) world.cut(mia, other)
  await world.advance(12_000)
  // Den hears of the note only from who removes it.
  world.cut(hall, den)
  const oops = ana.note('oops')
  await world.finish(oops.answered)
  const { id } = Object.assign(oops, { isTaken: true })
  await world.until(() => textsOn(kitchen).includes('oops'), 'the kitchen has the note')
  expect((await world.finish(mia.node().call('note.remove', { id }))).ok).toBe(true)
  await world.advance(100)
  expect(textsOn(den)).toEqual([])
  world.heal()
  await world.advance(6_000)
  expect(textsOn(den)).toEqual([])
  expect(den.node().docs().commons.getMap('notes').size).toBe(1)
  expect(disagreements(world)).toEqual([])
})

test('a note that a phone’s home has not heard of is not said to be removed', async () => {
  const world = makeWorld('not heard of')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  const mia = await world.pairMember(den, 'mia', { admin: true })
  await world.advance(5_000)
  world.cut(mia, hall)
  await world.advance(12_000)
  world.cut(hall, den)
  const { id, answered } = ana.note('oops')
  await world.finish(answered)
  expect(await world.finish(mia.node().call('note.remove', { id }))).toEqual({ ok: false, error: 'other' })
})
