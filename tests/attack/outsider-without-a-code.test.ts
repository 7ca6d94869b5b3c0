import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { utf8 } from '../../src/lib/bytes.ts'
import { topicOf } from '../../src/trust/topics.ts'
import { macMatches, macOf } from '../../src/trust/transcript.ts'
import { comesWith, mallory, photograph, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/topics.ts'), { spy: true })
vi.mock(import('../../src/trust/transcript.ts'), { spy: true })
const { topicOf: realTopic } =
  await vi.importActual<typeof import('../../src/trust/topics.ts')>('../../src/trust/topics.ts')

test('a guessed code leads to no screen', () =>
  onlyStoppedBy(
    topicOf,
    // As if all screens in the building could be found under one name.
    () => realTopic(utf8('everybody meets here')),
    {
      stopped: 'code-expired',
      succeeds: 'bad-proof', // a screen is found, which asks for more
      async attack() {
        const world = makeWorld('guessed code')
        const hall = await world.makeRoom('hall')
        const guess = { ...(await photograph(world, hall)), code: world.chance.bytes(16) }
        return comesWith(world, await mallory(world), guess)
      },
    },
  ))

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
