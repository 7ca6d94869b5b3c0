import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { DOC_NAMES } from '../../src/protocol/link.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

/** Whether anything waits in a document for changes that will never come. */
const isPending = (screen: Screen) =>
  DOC_NAMES.some((name) => {
    const { store } = screen.node().documents.get(name)
    return store.pendingStructs !== null || store.pendingDs !== null
  })
const linkedTo = (device: string, screens: readonly Screen[]) =>
  screens.filter((screen) =>
    screen
      .node()
      .neighbours.links()
      .some(({ peer }) => peer.device === device),
  )

test('a tablet is revoked: within a second no reachable screen has a link to it, and all are in the next epoch', async () => {
  const world = makeWorld('revoked')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(5_000)
  expect(linkedTo(den.me, [hall, kitchen])).toHaveLength(2)
  await world.finish(hall.node().remove(den.me))
  await world.advance(1_000)
  expect(linkedTo(den.me, [hall, kitchen])).toEqual([])
  expect(den.node().neighbours.links()).toEqual([])
  const epoch = hall.node().documents.epoch()
  expect([epoch === '', kitchen.node().documents.epoch(), ana.node().documents.epoch()]).toEqual([false, epoch, epoch])
})

test('some had the last writes of a revoked tablet and some had not: they end equal, with nothing pending', async () => {
  for (const seed of ['last writes 1', 'last writes 2', 'last writes 3']) {
    const world = makeWorld(seed)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const den = await world.pairScreen(hall, 'den')
    await world.advance(5_000)
    const write = (n: number) => {
      const { docs, author } = den.node()
      addNote(docs().commons, `${n}`.padStart(22, 'N'), { text: `den ${n}`, by: den.me, byName: 'den' }, author)
    }
    write(1)
    await world.advance(1_000)
    // Its second word reaches the kitchen alone, its third nobody.
    world.cut(hall, den)
    await world.advance(8_000)
    write(2)
    await world.advance(500)
    world.cut(den)
    write(3)
    world.cut(hall, kitchen)
    await world.finish(hall.node().remove(den.me))
    await world.advance(10_000)
    world.heal()
    await world.advance(20_000)
    const texts = [hall, kitchen].map((screen) =>
      notesOf(screen.node().docs().commons)
        .map(({ text }) => text)
        .sort(),
    )
    expect(texts).toEqual([
      ['den 1', 'den 2'],
      ['den 1', 'den 2'],
    ])
    expect([hall, kitchen].map(isPending)).toEqual([false, false])
    expect(disagreements(world, { removed: [den] })).toEqual([])
  }
})
