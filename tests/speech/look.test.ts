import { expect, test } from 'vitest'
import { makeHearing } from '../../src/app/speech/hearing.ts'
import { ok } from '../../src/lib/result.ts'
import { makeClock } from '../faces/time.ts'

/** A wall that listens to whoever looks at it, and what its microphone did. */
function lookedAtWall() {
  const clock = makeClock()
  const was: string[] = []
  const hearing = makeHearing({
    clock,
    origin: '',
    lang: () => 'en',
    on: () => true,
    room: () => ({ people: [], devices: [], screens: [], places: [], services: [] }),
    soundsLike: () => ({}),
    answer: async () => ({ answered: true, answer: '' }),
    refusal: () => '',
    onChange: () => undefined,
    understanding: {
      ready: async () => ok({} as never),
      hear: async () => ok({ text: '', intent: undefined }),
      unsayable: () => [],
      doubts: () => [],
      wider: () => false,
      stop: () => undefined,
    },
    open: async () => {
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
  return { clock, hearing, was, says }
}

test('whoever looks here opens the microphone, which says so; looking away closes it, and whoever then speaks is still heard', async () => {
  const { clock, hearing, was, says } = lookedAtWall()
  hearing.wait()
  await clock.turn(0)
  expect(says()).toBe('listening, waits')
  hearing.lookedAway()
  expect(says()).toBe('off')
  // A second look within a few seconds does not open it again; a word does.
  hearing.wait()
  await clock.turn(1_000)
  expect(says()).toBe('off')
  hearing.looked()
  await clock.turn(0)
  expect(says()).toBe('listening')
  expect(was).toEqual(['opened', 'closed', 'opened'])
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
