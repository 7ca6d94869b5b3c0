import { expect, test } from 'vitest'
import { makeHearing } from '../../src/app/speech/hearing.ts'
import { ok } from '../../src/lib/result.ts'
import { BLOCK } from '../../src/speech/endpointer.ts'
import { makeClock } from '../faces/time.ts'

const QUIET = new Float32Array(BLOCK).fill(0.001)
const VOICE = Float32Array.from({ length: BLOCK }, (_, i) => 0.3 * Math.sin(i))
const BLOCK_MS = 20
const CLEAR = { name: 'display.clear', slots: {}, said: 'clear the wall' } as const

/** A wall that listens to whoever looks at it, and what its microphone did. `understands`: every sound, as one request. */
function lookedAtWall({ understands = false, claimedBy }: { understands?: boolean; claimedBy?: string } = {}) {
  const clock = makeClock()
  const was: string[] = []
  const done: string[] = []
  let hear = (_block: Float32Array) => {}
  let spoke: string | undefined
  const hearing = makeHearing({
    clock,
    origin: '',
    lang: () => 'en',
    on: () => true,
    room: () => ({ people: [], devices: [], screens: [], places: [], services: [] }),
    soundsLike: () => ({}),
    async answer({ name }) {
      done.push(name)
      return { answered: true, answer: '' }
    },
    spokenOver: () => spoke && `${spoke} spoke`,
    claimedBefore: async () => claimedBy && `${claimedBy} heard it`,
    refusal: () => '',
    onChange: () => undefined,
    understanding: {
      ready: async () => ok({} as never),
      hear: async () => ok({ text: '', intent: understands ? CLEAR : undefined }),
      unsayable: () => [],
      doubts: () => [],
      wider: () => false,
      stop: () => undefined,
    },
    open: async ({ onBlock }) => {
      hear = onBlock
      was.push('opened')
      return ok({ stop: () => void was.push('closed') })
    },
    voice: { isSpeaking: () => false, hush: () => undefined },
  })
  hearing.actions.drawn(true)
  const says = () => {
    const { mic, waits } = hearing.view()
    return waits ? `${mic}, waits` : mic
  }
  const sound = async (block: Float32Array, ms: number) => {
    for (let at = 0; at < ms; at += BLOCK_MS) {
      hear(block)
      await clock.turn(BLOCK_MS)
    }
  }
  return { clock, hearing, was, says, sound, done, speaks: (by: string) => (spoke = by) }
}

test('whoever looks here opens the microphone, which says so; looking away closes it, and whoever looks again is waited for again', async () => {
  const { clock, hearing, was, says } = lookedAtWall()
  hearing.wait()
  await clock.turn(0)
  expect(says()).toBe('listening, waits')
  hearing.lookedAway()
  expect(says()).toBe('off')
  hearing.wait()
  await clock.turn(0)
  expect(says()).toBe('listening, waits')
  hearing.looked()
  expect(says()).toBe('listening')
  expect(was).toEqual(['opened', 'closed', 'opened'])
})

test('who looked for eight seconds without a word is not waited for again at once; a word opens it', async () => {
  const { clock, hearing, says } = lookedAtWall()
  hearing.wait()
  await clock.turn(8_100)
  hearing.wait()
  await clock.turn(0)
  expect(says()).toBe('off')
  hearing.looked()
  await clock.turn(0)
  expect(says()).toBe('listening')
})

test('after a request that was answered the next look is heard at once; after what was none it rests', async () => {
  for (const understands of [true, false]) {
    const { clock, hearing, says, sound, done } = lookedAtWall({ understands })
    hearing.looked()
    await clock.turn(0)
    await sound(VOICE, 800)
    await sound(QUIET, 400)
    // What was no request may be said again for a while.
    if (!understands) await sound(QUIET, 5_000)
    expect([says(), done.length]).toEqual(['off', understands ? 1 : 0])
    hearing.looked()
    await clock.turn(0)
    expect(says()).toBe(understands ? 'listening' : 'off')
  }
})

test('under a dialog, which hides its sign, a look opens nothing and closes what it had opened', async () => {
  const { clock, hearing, was, says } = lookedAtWall()
  for (const look of [hearing.wait, hearing.looked]) {
    look()
    await clock.turn(0)
    expect(says()).toContain('listening')
    hearing.actions.drawn(false)
    expect([says(), was.at(-1)]).toEqual(['off', 'closed'])
    await clock.turn(20_000)
    look()
    await clock.turn(0)
    expect([says(), was.at(-1)]).toEqual(['off', 'closed'])
    hearing.actions.drawn(true)
  }
  hearing.actions.press()
  await clock.turn(0)
  hearing.actions.drawn(false)
  // Whoever pressed knows that it listens.
  expect(says()).toBe('listening')
})

test.each([
  ['another had claimed', { claimedBy: 'hall' }, 'hall heard it'],
  ['nobody had claimed', {}, 'hall spoke'],
])('of what was said while the hall spoke, and %s, it says that', async (_, claimed, answer) => {
  const { clock, hearing, sound, speaks, done } = lookedAtWall({ understands: true, ...claimed })
  speaks('hall')
  hearing.actions.press()
  await clock.turn(0)
  await sound(QUIET, 300)
  await sound(VOICE, 800)
  await sound(QUIET, 300)
  hearing.actions.lift()
  await clock.turn(0)
  expect([hearing.view().heard?.answer, done]).toEqual([answer, []])
})

test('it stays open for whoever speaks, also when they look away then', async () => {
  const { clock, hearing, was, says } = lookedAtWall()
  hearing.wait()
  await clock.turn(0)
  hearing.looked()
  hearing.lookedAway()
  expect([says(), was]).toEqual(['listening', ['opened']])
})

test('who presses takes over from who only looks, and a muted wall waits for nobody', async () => {
  const { clock, hearing, was, says } = lookedAtWall()
  hearing.wait()
  await clock.turn(0)
  hearing.actions.press()
  await clock.turn(0)
  expect([says(), was]).toEqual(['listening', ['opened', 'closed', 'opened']])
  hearing.actions.mute(true)
  await clock.turn(20_000)
  hearing.wait()
  await clock.turn(0)
  expect(says()).toBe('muted')
})
