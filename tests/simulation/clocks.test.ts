import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'

const TWO_HOURS = 2 * 3_600_000

test('room time is what most screens have, though one is two hours off', async () => {
  const world = makeWorld('skewed')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen', { skewMs: 300 })
  const den = await world.pairScreen(hall, 'den', { skewMs: TWO_HOURS })
  await world.advance(5_000)
  const times = [hall, kitchen, den].map((screen) => screen.node().roomNow())
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(1_500)
  const ana = await world.visit(den, 'ana')
  await world.finish(ana.note('when?').answered)
  const [note] = notesOf(den.node().docs().commons)
  expect(Math.abs((note?.at ?? 0) - hall.node().roomNow())).toBeLessThan(2_000)
  await world.advance(4_000)
  expect(disagreements(world)).toEqual([])
})

test('a visitor admitted by a lone screen two hours ahead, or behind, stays when it joins the others', async () => {
  for (const skewMs of [TWO_HOURS, -TWO_HOURS]) {
    const world = makeWorld(`lone ${skewMs}`)
    const hall = await world.makeRoom('hall')
    const kitchen = await world.pairScreen(hall, 'kitchen')
    const den = await world.pairScreen(hall, 'den', { skewMs })
    await world.advance(3_000)
    world.cut(den, hall)
    world.cut(den, kitchen)
    await world.advance(10_000)
    const ana = await world.visit(den, 'ana')
    world.heal()
    await world.advance(20_000)
    expect(ana.node().standing()).toEqual({ at: 'live' })
    expect(disagreements(world)).toEqual([])
  }
})
