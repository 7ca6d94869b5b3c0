import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { packetIn } from './agreement.ts'
import { disagreements } from './agreement.ts'

test('a visitor to a room of one screen is among those who are here', async () => {
  const world = makeWorld('one screen')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  expect(
    ana
      .node()
      .presence.people()
      .map(({ device }) => device),
  ).toEqual([ana.me])
  expect(disagreements(world)).toEqual([])
})

test('a screen that was just paired is found by who scans its code', async () => {
  const world = makeWorld('just paired')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  await world.advance(600)
  const ana = await world.visit(kitchen, 'ana')
  expect(ana.node().homeScreen()).toBe(kitchen.me)
})

test('a box that goes while a code is looked up is said to be away, not the code to have run out', async () => {
  const world = makeWorld('box goes')
  const hall = await world.makeRoom('hall')
  // Nobody answers to the code, so that it is looked up again.
  world.cut(hall)
  await world.advance(90_000)
  expect(await world.tryVisit(hall, 'ana')).toEqual({ ok: false, error: 'code-expired' })
  world.timer(500, () => world.box.kill())
  expect(await world.tryVisit(hall, 'bob')).toEqual({ ok: false, error: 'box-gone' })
})

test('who comes in at one screen sees those who came in at another', async () => {
  const world = makeWorld('two doors')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(5_000)
  world.cut(hall, ana)
  const bob = await world.visit(hall, 'bob')
  world.cut(bob, kitchen)
  await world.advance(1_000)
  expect(
    bob
      .node()
      .presence.people()
      .map(({ device }) => device)
      .sort(),
  ).toEqual([ana.me, bob.me].sort())
})

test('a new screen holds what the room holds before the first heartbeat', async () => {
  const world = makeWorld('new screen')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.finish(ana.note('milk').answered)
  for (const name of ['kitchen', 'den', 'loft', 'attic']) {
    const screen = await world.pairScreen(hall, name)
    await world.advance(1_000)
    expect([name, notesOf(screen.node().docs().commons).map(({ text }) => text)]).toEqual([name, ['milk']])
  }
})

test('a visitor keeps its name when its home loses power', async () => {
  const world = makeWorld('name')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.finish(ana.node().setName('Ana'))
  await world.advance(5_000)
  expect(
    kitchen
      .node()
      .presence.people()
      .map(({ name }) => name),
  ).toEqual(['Ana'])
  hall.losePower()
  await world.advance(12_000)
  expect(
    kitchen
      .node()
      .presence.people()
      .map(({ name, state }) => [name, state]),
  ).toEqual([['Ana', 'here']])
  await world.finish(ana.note('bread').answered)
  expect(notesOf(kitchen.node().docs().commons).map(({ byName }) => byName)).toEqual(['Ana'])
})

test('nothing but commons is ever sent to a phone, and residents to an admin', async () => {
  const world = makeWorld('who reads what')
  const sent = new Map<string, Set<string>>()
  world.onFrame((_from, to, label, frame) => {
    const doc = packetIn(label, frame)?.doc
    if (doc !== undefined) sent.set(to, (sent.get(to) ?? new Set()).add(doc))
  })
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  const mia = await world.pairMember(hall, 'mia')
  const zoe = await world.pairMember(kitchen, 'zoe', { admin: true })
  await world.finish(ana.note('milk').answered)
  await world.advance(5_000)
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(10_000)
  expect([...(sent.get(ana.name) ?? [])]).toEqual(['commons'])
  expect([...(sent.get(mia.name) ?? [])]).toEqual(['commons'])
  expect([...(sent.get(zoe.name) ?? [])].sort()).toEqual(['commons', 'residents'])
  expect([...(sent.get(kitchen.name) ?? [])].sort()).toEqual(['commons', 'residents', 'vault'])
  expect(disagreements(world)).toEqual([])
})
