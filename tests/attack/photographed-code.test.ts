import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { isInTime } from '../../src/trust/in-time.ts'
import { comesWith, mallory, photograph } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/in-time.ts'), { spy: true })

test('a photograph of the wall lets nobody in 100 seconds later', () =>
  onlyStoppedBy(isInTime, () => true, {
    stopped: 'code-expired',
    async attack() {
      const world = makeWorld('photographed code')
      const hall = await world.makeRoom('hall')
      const code = await photograph(world, hall)
      await world.advance(100_000)
      return comesWith(world, await mallory(world), code)
    },
  }))

test('a photograph of the wall, seen from another network, leads nowhere; the network is what stops it', async () => {
  for (const [isInTheBuilding, outcome] of [
    [false, 'box-gone'],
    [true, 'in'],
  ] as const) {
    const world = makeWorld('another network')
    const hall = await world.makeRoom('hall')
    const code = await photograph(world, hall)
    const friend = await mallory(world, 'friend')
    if (!isInTheBuilding) world.cut(friend.device)
    expect(await comesWith(world, friend, code)).toBe(outcome)
  }
})

test('a code relayed live lets the other one in: it proves that somebody sees the wall, not who holds the phone', async () => {
  const world = makeWorld('relayed code')
  const hall = await world.makeRoom('hall')
  await world.visit(hall, 'accomplice')
  const relayed = await photograph(world, hall)
  await world.advance(20_000)
  expect(await comesWith(world, await mallory(world, 'friend'), relayed)).toBe('in')
})
