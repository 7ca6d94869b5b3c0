import { expect, test } from 'vitest'
import { makeHearing } from '../../src/app/speech/hearing.ts'
import { ok } from '../../src/lib/result.ts'
import { makeVoices } from '../../src/mesh/voices.ts'
import type { Link } from '../../src/mesh/link.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { LinkMessage } from '../../src/protocol/link.ts'
import { BLOCK } from '../../src/speech/endpointer.ts'
import { makeChance } from '../simulation/chance.ts'
import { makeClock } from '../faces/time.ts'

const QUIET = new Float32Array(BLOCK).fill(0.001)
const VOICE = Float32Array.from({ length: BLOCK }, (_, i) => 0.3 * Math.sin(i))
const BLOCK_MS = 20

/** Of a wall whose microphone hears all that another wall says: the other's words reach it so much later. */
async function listeningWall(wayMs: () => number) {
  const clock = makeClock()
  let arrive = (_message: LinkMessage) => {}
  const link = {
    peer: { device: 'hall' as DeviceId, role: 'screen' },
    onMessage: (listener: typeof arrive) => void (arrive = listener),
    onClose: () => undefined,
    send: () => undefined,
  } as unknown as Link
  const voices = makeVoices({ clock })
  voices.attach(link)
  let hear = (_block: Float32Array) => {}
  const done: string[] = []
  const hearing = makeHearing({
    clock,
    origin: '',
    lang: () => 'en',
    on: () => true,
    room: () => ({ people: [], devices: [], screens: [], places: [], services: [] }),
    soundsLike: () => ({}),
    answer: async ({ name }) => {
      done.push(name)
      return { answered: true, answer: '' }
    },
    spokenOver: (span) => voices.spokeIn(span),
    refusal: () => 'nothing',
    onChange: () => undefined,
    // A recogniser that takes every sound for a request, after as long as a tablet takes.
    understanding: {
      ready: async () => ok({} as never),
      async hear() {
        await new Promise<void>((resolve) => clock.after(300, resolve))
        return ok({ text: 'clear the wall', intent: { name: 'display.clear', slots: {}, said: 'clear the wall' } })
      },
      unsayable: () => [],
      doubts: () => [],
      wider: () => false,
      stop: () => undefined,
    },
    open: async ({ onBlock }) => {
      hear = onBlock
      return ok({ stop: () => void (hear = () => {}) })
    },
    voice: { isSpeaking: voices.isSpeaking, hush: () => undefined },
  })
  const sound = async (block: Float32Array, ms: number) => {
    for (let at = 0; at < ms; at += BLOCK_MS) {
      hear(block)
      await clock.turn(BLOCK_MS)
    }
  }
  return {
    ...{ clock, done, sound },
    async tap() {
      hearing.actions.press()
      hearing.actions.lift()
      await clock.turn(0)
    },
    async hallSays(ms: number) {
      clock.after(wayMs(), () => arrive({ type: 'voice', is: 'begins' }))
      await sound(VOICE, ms)
      clock.after(wayMs(), () => arrive({ type: 'voice', is: 'ends' }))
    },
    refused: () => hearing.view().heard?.answer,
  }
}

test('another screen says a request fifty times at full volume, and none of them is done', async () => {
  const chance = makeChance('another screen')
  const wall = await listeningWall(() => chance.between(5, 250))
  for (let n = 0; n < 50; n++) {
    await wall.tap()
    await wall.sound(QUIET, 400)
    await wall.hallSays(800 + chance.between(0, 1_500))
    await wall.sound(QUIET, 2_500)
    await wall.clock.turn(10_000)
  }
  expect(wall.done).toEqual([])
})

test('what its network holds up by half a second it knows before it acts, and says who spoke', async () => {
  const wall = await listeningWall(() => 500)
  await wall.tap()
  await wall.sound(QUIET, 400)
  await wall.hallSays(400)
  await wall.sound(QUIET, 2_500)
  await wall.clock.turn(2_000)
  expect(wall.done).toEqual([])
  expect(wall.refused()).toBe('hall')
})

test('a person is heard as soon as the other screen is silent', async () => {
  const wall = await listeningWall(() => 50)
  await wall.tap()
  await wall.sound(QUIET, 400)
  await wall.hallSays(1_000)
  await wall.sound(QUIET, 1_000)
  await wall.sound(VOICE, 1_000)
  await wall.sound(QUIET, 500)
  await wall.clock.turn(1_000)
  expect(wall.done).toEqual(['display.clear'])
})
