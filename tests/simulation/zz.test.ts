import { makeWorld } from './world.ts'
import { test } from 'vitest'
test('x', async () => {
  const world = makeWorld('twelve hours')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  const log = (w: string) => console.log(world.nowMs().toFixed(0), w)
  await world.leap(12 * 3_600_000 - 60_000)
  await world.advance(10_000)
  log(JSON.stringify(ana.node().standing()))
  hall.node().neighbours.onRefused((r) => log('hall refused ' + JSON.stringify(r)))
  await world.advance(60_000)
  log(JSON.stringify(ana.node().standing()))
  await world.advance(30_000)
  log(JSON.stringify(ana.node().standing()))
})
