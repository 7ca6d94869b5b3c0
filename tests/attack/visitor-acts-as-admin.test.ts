import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { notesOf } from '../../src/room/commons.ts'
import { authorize } from '../../src/trust/authorize.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/authorize.ts'), { spy: true })

test('a visitor that asks for what only admins may is told so, and nothing of it happens', () =>
  onlyStoppedBy(authorize, () => 'allowed', {
    stopped: 'admins-only, admins-only, admins-only',
    succeeds: 'ana is out, her note is gone, the wall is open',
    async attack() {
      const world = makeWorld('acts as admin')
      const hall = await world.makeRoom('hall')
      const ana = await world.visit(hall, 'ana')
      const note = ana.note('Ana was here')
      await world.finish(note.answered)
      let isOpen = false
      hall.node().onUnlock(() => (isOpen = true))
      const { ground, link } = await crookedVisitor(world, hall)
      const outcomes: string[] = []
      for (const [name, args] of [
        ['note.remove', { id: note.id }],
        ['unlock', {}],
        ['show-out', { device: ana.me }],
      ] as const) {
        const answer = await world.finish(ground.calls.call(link, name, args))
        if (!answer.ok) outcomes.push(answer.error)
      }
      await world.advance(2_000)
      const isOut = 'over' in ana.node().standing()
      const isGone = notesOf(hall.node().docs().commons).length === 0
      if (isOut && isGone && isOpen) return 'ana is out, her note is gone, the wall is open'
      return isOut || isGone || isOpen ? 'something of it happened' : outcomes.join(', ')
    },
  }))
