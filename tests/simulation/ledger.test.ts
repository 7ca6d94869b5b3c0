import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { boardOf } from '../../src/room/residents.ts'

const MINUTE = 60_000

test('what went to the open board is counted where it is sent, summed on every screen, and kept over a restart', async () => {
  const world = makeWorld('ledger')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(5_000)
  await world.finish(ana.note('The first of many notes').answered)
  await world.advance(MINUTE)
  // What the room's own devices say to each other is not what leaves it.
  const nothing = { board: 0, elsewhere: 0, taken: 0, pages: 0 }
  expect([hall, kitchen].map((screen) => screen.node().ledger.all())).toEqual([nothing, nothing])

  hall.node().board.open()
  await world.advance(1_000)
  const board = boardOf(hall.node().docs().residents)
  if (!board) throw new Error('the board is open')
  const app = world.boards.openApplication(board)
  await world.advance(20_000)
  const first = hall.node().ledger.all().board
  expect(first).toBeGreaterThan(0)
  expect(kitchen.node().ledger.all()).toEqual(hall.node().ledger.all())
  await world.finish(ana.note('and another').answered)
  await world.advance(20_000)
  const second = hall.node().ledger.all().board
  expect(second).toBeGreaterThan(first)
  app.close()

  await hall.stop()
  await hall.start()
  await world.advance(5_000)
  expect([hall, kitchen].map((screen) => screen.node().ledger.all().board)).toEqual([second, second])
})
