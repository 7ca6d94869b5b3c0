import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { openSecrets } from '../../src/app/screen/secrets.ts'
import { secretsOf } from '../../src/room/residents.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const DAY = 24 * 3_600_000
const secretsOn = (screen: Screen) => secretsOf(screen.node().docs().residents)
/** Where a screen listens for the room's other devices and looks for them: the present topic first. */
async function topicsOf(screen: Screen): Promise<string[]> {
  const { documents, author } = screen.node()
  const clock = { now: author.now, every: () => () => {}, after: () => () => {} }
  const secrets = await openSecrets({
    handed: new Uint8Array(16),
    documents,
    author,
    clock,
    random: () => new Uint8Array(),
  })
  secrets.stop()
  return secrets.residents().map(({ id }) => id)
}

test('a removed screen knows neither where the room meets from now on nor the token of its backup', async () => {
  const world = makeWorld('renewed')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  await world.advance(5_000)
  const before = await world.finish(topicsOf(den))
  const backup = secretsOn(den)?.backupToken
  await world.finish(hall.node().remove(den.me))
  await world.advance(5_000)
  expect(await world.finish(topicsOf(hall))).toEqual(await world.finish(topicsOf(kitchen)))
  expect((await world.finish(topicsOf(hall)))[0]).not.toBe(before[0])
  expect(await world.finish(topicsOf(den))).toEqual(before)
  expect([secretsOn(hall)?.backupToken, secretsOn(kitchen)?.backupToken]).not.toContain(backup)
  expect(JSON.stringify(secretsOn(den))).not.toContain(secretsOn(hall)?.introductions)
  expect(disagreements(world, { removed: [den] })).toEqual([])
  // Where it still looks, nobody is any more once those who were off have had their time.
  await world.leap(91 * DAY)
  await world.advance(120_000)
  for (const screen of [hall, kitchen]) expect(await world.finish(topicsOf(screen))).not.toContain(before[0])
})

test('who was off while the secrets were renewed comes back by the old ones, and goes by the new ones then', async () => {
  const world = makeWorld('renewed meanwhile')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  for (const device of [kitchen, mia, ana]) world.cut(device)
  await world.advance(10_000)
  await world.finish(hall.node().remove(den.me))
  await world.advance(60_000)
  world.heal()
  await world.advance(30_000)
  expect([mia, ana].map((phone) => phone.node().standing())).toEqual([{ at: 'live' }, { at: 'live' }])
  expect(await world.finish(topicsOf(kitchen))).toEqual(await world.finish(topicsOf(hall)))
  const papers = mia.node().papers()
  expect(papers.olderTopicSecret).toBeDefined()
  expect(papers.topicSecret).not.toBe(papers.olderTopicSecret)
  expect(disagreements(world, { removed: [den] })).toEqual([])
  // The member's phone has kept what it was told: long after, it finds the room by the new one.
  await world.leap(100 * DAY)
  await mia.stop()
  await mia.start()
  await world.advance(30_000)
  expect(mia.node().standing()).toEqual({ at: 'live' })
})

test('renewed on both sides of a cut: afterwards everybody finds everybody', async () => {
  for (const seed of ['renewed twice 1', 'renewed twice 2', 'renewed twice 3']) {
    const world = makeWorld(seed)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const mia = await world.pairMember(hall, 'mia')
    const [one, two] = [await world.addPaperMember(hall), await world.addPaperMember(hall)]
    await world.advance(5_000)
    world.split([hall], [kitchen, mia])
    await world.advance(10_000)
    await world.finish(Promise.all([hall.node().remove(one), kitchen.node().remove(two)]))
    await world.advance(10_000)
    world.heal()
    await world.advance(30_000)
    expect(await world.finish(topicsOf(hall))).toEqual(await world.finish(topicsOf(kitchen)))
    expect(mia.node().standing()).toEqual({ at: 'live' })
    expect(disagreements(world)).toEqual([])
  }
})
