import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { mayFetchMore } from '../../src/mesh/limits.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/mesh/limits.ts'), { spy: true })

test('a phone that promises twenty pictures at once makes the wall wait for three', () =>
  onlyStoppedBy(mayFetchMore, () => true, {
    stopped: '3 × timeout, 17 × too-many',
    succeeds: '20 × timeout',
    async attack() {
      const world = makeWorld('twenty pictures')
      const hall = await world.makeRoom('hall')
      const { link, ground } = await crookedVisitor(world, hall)
      const promise = (n: number) => {
        const args = { target: 'all', blob: `${n}`.padStart(43, '_'), name: 'big.png', size: 20 << 20 }
        return ground.calls.call(link, 'display.picture', args, undefined, 60_000)
      }
      const beat = world.timer(2_000, function again() {
        link.send({ type: 'beat', now: 0, epoch: '', docs: {}, statements: '', home: false })
        world.timer(2_000, again)
      })
      const answers = await world.finish(Promise.all(Array.from({ length: 20 }, (_, n) => promise(n))))
      beat()
      const counts = new Map<string, number>()
      for (const answer of answers) {
        const outcome = answer.ok ? 'shown' : answer.error
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      }
      return [...counts].map(([outcome, n]) => `${n} × ${outcome}`).join(', ')
    },
  }))
