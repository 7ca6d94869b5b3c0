import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { turnRight } from '../../src/app/screen/rights.ts'
import { isOfVisit } from '../../src/trust/rights.ts'
import { comesWith, crookedVisitor, photograph } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/rights.ts'), { spy: true })

test('what an admin gave for one visit is gone in the next, though the phone kept its keys and comes back at once', () =>
  onlyStoppedBy(isOfVisit, () => true, {
    stopped: 'visitors-may-not',
    async attack() {
      const world = makeWorld('old grant')
      const hall = await world.makeRoom('hall')
      const who = await crookedVisitor(world, hall)
      await world.finish(turnRight(hall.node(), who.keys.device, 'book', true))
      const books = async (id: string, minutes: number) => {
        const link = who.ground.neighbours.linkTo(hall.me)
        if (!link) return 'no link'
        const args = { id: id.repeat(22), minutes, title: '' }
        const answer = await world.finish(who.ground.calls.call(link, 'booking.now', args))
        if (answer.ok) await world.finish(who.ground.calls.call(link, 'booking.end', { id: id.repeat(22) }))
        return answer.ok ? 'in' : answer.error
      }
      expect(await books('A', 30)).toBe('in')
      await world.finish(who.ground.calls.call(who.link, 'leave', {}))
      await world.advance(5_000)
      expect(await comesWith(world, who, await photograph(world, hall))).toBe('in')
      return books('B', 15)
    },
  }))
