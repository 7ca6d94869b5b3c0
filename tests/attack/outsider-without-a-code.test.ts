import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { macMatches, macOf } from '../../src/trust/transcript.ts'
import { comesWith, mallory, photograph, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/transcript.ts'), { spy: true })

test('a guessed code leads to no screen', async () => {
  const world = makeWorld('guessed code')
  const hall = await world.makeRoom('hall')
  const guess = { ...(await photograph(world, hall)), code: world.chance.bytes(16) }
  expect(await comesWith(world, await mallory(world), guess)).toBe('code-expired')
})

test('brought to the screen by a helpful box, an outsider who guesses the code stays outside', () =>
  onlyStoppedBy(macMatches, () => Promise.resolve(true), {
    stopped: 'bad-proof',
    async attack() {
      const world = makeWorld('outsider')
      const hall = await world.makeRoom('hall')
      const outsider = await mallory(world)
      return shows(world, outsider, hall, {
        async claim(transcript, side) {
          return { as: 'code', mac: await macOf(world.chance.bytes(16), transcript, side) }
        },
      })
    },
  }))
