import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { followTyped } from '../../src/app/phone/typed.ts'
import { typedBegins } from '../../src/trust/typed-limit.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/typed-limit.ts'), { spy: true })

/** More than the three that are free; each costs both sides a few points of a curve. */
const GUESSES = 6

test(
  'whoever guesses the four digits that prove, one phone after the other, has three tries and then waits',
  { timeout: 120_000 },
  () =>
    onlyStoppedBy(typedBegins, (state) => ({ state, allowed: true, waitMs: 0 }), {
      stopped: 'too-many',
      async attack() {
        const world = makeWorld('guessed digits')
        const hall = await world.makeRoom('hall')
        await world.advance(1_000)
        const { around } = world.device('mallory').boot()
        const guess = async (password: string) => {
          const shown = hall.node().typed.shown().replace(' ', '')
          const outcome = await world.finish(followTyped(around, shown.slice(0, 4), password || shown.slice(4)))
          return outcome.ok ? 'in' : outcome.error
        }
        for (let n = 0; n < GUESSES; n++) {
          const outcome = await guess(`${n}`.padStart(4, '0'))
          expect(['bad-proof', 'too-many']).toContain(outcome)
        }
        // The right ones at last.
        return guess('')
      },
    }),
)
