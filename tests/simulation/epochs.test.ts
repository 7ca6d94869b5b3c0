import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { addNote, notesOf, show } from '../../src/room/commons.ts'
import { EPOCH_BYTES } from '../../src/room/epoch.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const textsOn = (screen: Screen) =>
  notesOf(screen.node().docs().commons)
    .map(({ text }) => text)
    .sort()
const epochOf = (screen: Screen) => screen.node().documents.epoch()

test('removing a member opens an epoch, and everybody goes over with everything', async () => {
  const world = makeWorld('removal')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(3_000)
  await world.finish(Promise.all([ana.note('from ana').answered, mia.note('from mia').answered]))
  expect(await world.finish(hall.node().remove(mia.me))).toBeUndefined()
  await world.advance(1_000)
  expect(mia.node().standing()).toEqual({ at: 'refused', reason: 'removed', over: true })
  expect(epochOf(kitchen)).toBe(epochOf(hall))
  expect(epochOf(hall)).not.toBe('')
  await world.finish(ana.note('after').answered)
  await world.advance(4_000)
  expect(textsOn(kitchen)).toEqual(['after', 'from ana', 'from mia'])
  expect(disagreements(world)).toEqual([])
})

test('two cut-off screens open an epoch at once: one stands, and what was written in the other is kept', async () => {
  for (const seed of ['competing 1', 'competing 2', 'competing 3', 'competing 4']) {
    const world = makeWorld(seed)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const den = await world.pairScreen(kitchen, 'den')
    const ana = await world.visit(hall, 'ana')
    const bob = await world.visit(kitchen, 'bob')
    const [one, two] = [await world.addPaperMember(hall), await world.addPaperMember(hall)]
    await world.advance(3_000)
    world.split([hall, ana], [kitchen, den, bob])
    await world.advance(8_000)
    await world.finish(Promise.all([ana.note('hall before').answered, bob.note('kitchen before').answered]))
    await world.finish(Promise.all([hall.node().remove(one), kitchen.node().remove(two)]))
    await world.finish(Promise.all([ana.note('hall after').answered, bob.note('kitchen after').answered]))
    world.heal()
    await world.advance(20_000)
    expect(disagreements(world)).toEqual([])
    expect(textsOn(den)).toEqual(['hall after', 'hall before', 'kitchen after', 'kitchen before'])
    // Of two opened at once the more senior screen's stands.
    const stands = den
      .node()
      .book.all()
      .find(({ id }) => id === epochOf(den))
    expect(stands?.by).toBe(hall.me)
  }
})

test('a screen away since before an epoch brings its unsent notes; where texts conflict both are kept', async () => {
  const world = makeWorld('away')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  await world.advance(3_000)
  world.split([hall, kitchen], [den])
  const write = (screen: Screen, id: string, text: string) =>
    addNote(screen.node().docs().commons, id, { text, by: screen.me, byName: screen.name }, screen.node().author)
  write(den, 'A'.repeat(22), 'only in the den')
  write(den, 'B'.repeat(22), 'den says tea')
  write(hall, 'B'.repeat(22), 'hall says coffee')
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(10_000)
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(10_000)
  world.heal()
  await world.advance(15_000)
  expect(disagreements(world)).toEqual([])
  expect(textsOn(kitchen)).toEqual(['den says tea', 'hall says coffee', 'only in the den'])
})

test('what was removed before an epoch does not come back with a screen that was away', async () => {
  const world = makeWorld('removed note')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  const { id, answered } = ana.note('milk')
  await world.finish(answered)
  await world.advance(4_000)
  world.split([hall, ana], [den])
  expect(textsOn(den)).toEqual(['milk'])
  await world.finish(ana.node().call('note.remove', { id }))
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  world.heal()
  await world.advance(15_000)
  expect([textsOn(hall), textsOn(den)]).toEqual([[], []])
})

test('the screen that opened the present epoch is removed: the others still follow the next', async () => {
  const world = makeWorld('opener removed')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(den, 'ana')
  await world.finish(kitchen.node().remove(await world.addPaperMember(kitchen)))
  await world.advance(5_000)
  expect(epochOf(den)).toBe(epochOf(kitchen))
  await world.finish(hall.node().remove(kitchen.me))
  await world.advance(5_000)
  await world.finish(ana.note('after').answered)
  await world.advance(5_000)
  expect(textsOn(hall)).toEqual(['after'])
  expect(disagreements(world, { removed: [kitchen] })).toEqual([])
})

test('a long history is left behind by one screen only, and nothing that stands is lost', async () => {
  const world = makeWorld('heavy')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  await world.finish(ana.note('milk').answered)
  await world.advance(3_000)
  const { docs, author, documents } = kitchen.node()
  for (let n = 0; documents.heaviestBytes() <= EPOCH_BYTES; n++) {
    show(docs().commons, 'all', { kind: 'text', text: `${n} `.repeat(400), by: kitchen.me, byName: 'kitchen' }, author)
  }
  await world.advance(70_000)
  expect(
    hall
      .node()
      .book.all()
      .filter(({ body }) => body?.kind === 'epoch')
      .map(({ by }) => by),
  ).toEqual([hall.me])
  expect(documents.heaviestBytes()).toBeLessThan(20_000)
  expect(textsOn(hall)).toEqual(['milk'])
  expect(disagreements(world)).toEqual([])
})

test('a phone that slept through an epoch has the new one within five seconds of waking', async () => {
  const world = makeWorld('phone over an epoch')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(3_000)
  ana.sleep()
  world.cut(ana)
  await world.advance(60_000)
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(10_000)
  world.heal()
  ana.wakeUp()
  await world.advance(5_000)
  expect(ana.node().documents.epoch()).toBe(epochOf(hall))
  expect(disagreements(world)).toEqual([])
})

test('an epoch lets go of visits of last week, on every screen', async () => {
  const world = makeWorld('last week')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  await world.finish(ana.node().leave())
  await world.leap(4 * 24 * 3_600_000)
  await world.advance(10_000)
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(20_000)
  const kinds = (screen: Screen) =>
    screen
      .node()
      .book.all()
      .flatMap(({ body }) => (body?.kind === 'admit' || body?.kind === 'gone' ? [body.kind] : []))
  expect([kinds(hall), kinds(kitchen)]).toEqual([[], []])
  expect(disagreements(world)).toEqual([])
})

test('a screen whose disk is full opens an epoch: the others follow it', async () => {
  const world = makeWorld('epoch on a full disk')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(3_000)
  hall.disk.isFull = true
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  await world.advance(10_000)
  expect(epochOf(kitchen)).toBe(epochOf(hall))
  await world.finish(ana.note('after').answered)
  await world.advance(3_000)
  expect(textsOn(hall)).toEqual(['after'])
  expect(disagreements(world)).toEqual([])
})

test('a screen that lost its power before it had kept the epoch it opened brings the others together in another', async () => {
  const world = makeWorld('epoch half kept')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(3_000)
  world.split([hall], [kitchen, ana])
  await world.advance(8_000)
  // Its documents are over, and what they began with is not there to be handed on.
  hall.disk.isFull = true
  await world.finish(hall.node().remove(await world.addPaperMember(hall)))
  const half = epochOf(hall)
  await world.advance(2_000)
  hall.losePower()
  hall.disk.isFull = false
  await hall.start()
  expect(epochOf(hall)).toBe(half)
  await world.finish(ana.note('meanwhile').answered)
  world.heal()
  await world.advance(30_000)
  expect(epochOf(kitchen)).toBe(epochOf(hall))
  expect([textsOn(hall), textsOn(kitchen)]).toEqual([['meanwhile'], ['meanwhile']])
  expect(disagreements(world)).toEqual([])
})
