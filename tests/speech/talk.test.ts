import { expect, test } from 'vitest'
import { startTalk } from '../../src/app/speech/talk.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { openMicrophone } from '../../src/platform/microphone.ts'
import { BLOCK } from '../../src/speech/endpointer.ts'
import { makeClock } from '../faces/time.ts'

const QUIET = new Float32Array(BLOCK).fill(0.001)
const VOICE = Float32Array.from({ length: BLOCK }, (_, i) => 0.3 * Math.sin(i))
const BLOCK_MS = 20

/** A button that is held down, and what the microphone hears meanwhile. */
async function held(
  opened: 'ok' | 'refused' = 'ok',
  {
    byLook = false,
    waits = false,
    isSpeech,
  }: { byLook?: boolean; waits?: boolean; isSpeech?: () => boolean | undefined } = {},
) {
  const clock = makeClock()
  const pressedMs = clock.now()
  const spans: { fromMs: number; toMs: number }[] = []
  let hear = (_block: Float32Array) => {}
  let pull = () => {}
  let isSpeaking = false
  const told: { seconds: number; last: boolean }[] = []
  const was: string[] = []
  const open: typeof openMicrophone = async ({ onBlock, onGone }) => {
    hear = onBlock
    pull = onGone
    return opened === 'ok' ? ok({ stop: () => was.push('stopped') }) : err(opened)
  }
  const talk = startTalk({
    clock,
    byLook,
    waits,
    isSpeech,
    open,
    voice: { isSpeaking: () => isSpeaking, hush: () => void was.push('hushed') },
    async consider({ pcm, span }, last) {
      told.push({ seconds: pcm.length / 16_000, last })
      spans.push({ fromMs: span.fromMs - pressedMs, toMs: span.toMs - pressedMs })
      return last
    },
    onOpen: (is) => was.push(is.ok ? 'open' : is.error),
    onClose: () => was.push('closed'),
  })
  await clock.turn(0)
  return {
    ...{ clock, talk, told, spans, was },
    speak: (speaks: boolean) => (isSpeaking = speaks),
    pull: () => pull(),
    async hear(block: Float32Array, ms: number) {
      for (let at = 0; at < ms; at += BLOCK_MS) {
        hear(block)
        await clock.turn(BLOCK_MS)
      }
    },
  }
}

test('a held button hears until it is let go, and the track is stopped with it', async () => {
  const { talk, hear, told, was } = await held()
  await hear(QUIET, 500)
  await hear(VOICE, 1_000)
  await hear(QUIET, 300)
  talk.lift()
  expect(told).toEqual([{ seconds: expect.closeTo(1.5, 0), last: true }])
  expect(was).toEqual(['hushed', 'open', 'stopped', 'closed'])
})

test('it is known when a sentence was said, however long after it the button is let go', async () => {
  const { talk, hear, spans } = await held()
  await hear(QUIET, 2_000)
  await hear(VOICE, 1_000)
  await hear(QUIET, 3_000)
  talk.lift()
  const [said] = spans
  // With the soft sounds before and after the loud ones.
  expect(said?.fromMs).toBeCloseTo(1_680, -1.5)
  expect(said?.toMs).toBeCloseTo(3_430, -1.5)
})

test('what this device says itself is not heard, nor its echo; whoever presses interrupts it', async () => {
  const { talk, hear, told, was, speak } = await held()
  expect(was[0]).toBe('hushed')
  speak(true)
  await hear(VOICE, 3_000)
  speak(false)
  await hear(VOICE, 280)
  await hear(QUIET, 1_000)
  talk.lift()
  expect(told).toEqual([])
})

test('its own voice says a request fifty times at full volume, and none of them is looked at', async () => {
  let looked = 0
  for (let n = 0; n < 50; n++) {
    const { talk, hear, told, speak } = await held()
    speak(true)
    await hear(VOICE, 1_000 + 20 * n)
    speak(false)
    // The end of it still hangs in the room.
    await hear(VOICE, 200)
    await hear(QUIET, 400)
    talk.lift()
    looked += told.length
  }
  expect(looked).toBe(0)
})

test('ten minutes of talk are cut off after twelve seconds', async () => {
  const { hear, told, was } = await held()
  await hear(QUIET, 500)
  await hear(VOICE, 600_000)
  expect(told).toHaveLength(1)
  expect(told[0]?.seconds).toBeLessThan(13)
  expect(was).toContain('stopped')
})

test('a tap that nobody follows with a word closes by itself, and digital silence is nothing', async () => {
  const { talk, hear, told, was } = await held()
  talk.lift()
  await hear(new Float32Array(BLOCK), 7_000)
  expect(was).toContain('stopped')
  expect(told).toEqual([])
})

test('a microphone that is refused is named, and nothing stays open', async () => {
  const { talk, was } = await held('refused')
  expect(was).toEqual(['hushed', 'closed', 'refused'])
  expect(talk.isOpen()).toBe(false)
})

test('clipping is heard as it is', async () => {
  const { talk, hear, told } = await held()
  await hear(QUIET, 500)
  await hear(
    VOICE.map((sample) => Math.sign(sample)),
    1_000,
  )
  talk.lift()
  expect(told).toHaveLength(1)
})

test('opened by a look it closes by itself after a few silent seconds, and interrupts nobody', async () => {
  const { hear, told, was } = await held('ok', { byLook: true })
  await hear(QUIET, 3_900)
  expect(was).toEqual(['open'])
  await hear(QUIET, 200)
  expect(was).toEqual(['open', 'stopped', 'closed'])
  expect(told).toEqual([])
})

test.each([
  { byLook: true, isSpeech: false, heard: 0 },
  { byLook: true, isSpeech: true, heard: 1 },
  { byLook: true, isSpeech: undefined, heard: 1 },
  { byLook: false, isSpeech: false, heard: 1 },
])('what was no voice wakes no recogniser where nobody pressed: %o', async ({ byLook, isSpeech, heard }) => {
  const { talk, hear, told } = await held('ok', { byLook, isSpeech: () => isSpeech })
  await hear(VOICE, 1_000)
  await hear(QUIET, 400)
  if (!byLook) talk.lift()
  expect(told).toHaveLength(heard)
})

test('opened by a look, what is said again after half a sentence is heard by itself', async () => {
  const { hear, told } = await held('ok', { byLook: true })
  await hear(VOICE, 600)
  await hear(QUIET, 1_500)
  await hear(VOICE, 1_000)
  await hear(QUIET, 400)
  expect(told.map(({ last }) => last)).toEqual([false, false])
  expect(told[1]?.seconds).toBeLessThan(1.8)
})

test('opened by a look it is closed after eight seconds, whoever goes on talking', async () => {
  const { hear, was } = await held('ok', { byLook: true })
  await hear(VOICE, 7_900)
  expect(was).toEqual(['open'])
  await hear(VOICE, 200)
  expect(was).toContain('stopped')
})

test('opened before anybody speaks it keeps the last second and a half, so that no first word is lost', async () => {
  const { talk, hear, told } = await held('ok', { byLook: true, waits: true })
  await hear(QUIET, 2_000)
  await hear(VOICE, 600)
  expect(told).toEqual([])
  // Their lips were seen to move.
  talk.spoken()
  await hear(VOICE, 400)
  await hear(QUIET, 400)
  expect(told).toHaveLength(1)
  // All of it, with the soft sounds before and after.
  expect(told[0]?.seconds).toBeGreaterThan(1.3)
})

test('of what was heard before that no more is kept, and none of it is looked at', async () => {
  const { talk, hear, told } = await held('ok', { byLook: true, waits: true })
  await hear(QUIET, 500)
  await hear(VOICE, 6_000)
  expect(told).toEqual([])
  talk.spoken()
  await hear(QUIET, 400)
  expect(told).toHaveLength(1)
  expect(told[0]?.seconds).toBeLessThan(2)
})

test('who looks for eight seconds and says nothing has the microphone closed, and nothing is kept', async () => {
  const { talk, hear, told, was } = await held('ok', { byLook: true, waits: true })
  await hear(VOICE, 7_900)
  expect(talk.isOpen()).toBe(true)
  await hear(VOICE, 200)
  talk.spoken()
  expect(was).toEqual(['open', 'stopped', 'closed'])
  expect(told).toEqual([])
})

test('a microphone that is pulled while it only waits closes, and what it kept is not looked at', async () => {
  const { hear, pull, told, was } = await held('ok', { byLook: true, waits: true })
  await hear(QUIET, 300)
  await hear(VOICE, 1_000)
  pull()
  expect(was).toEqual(['open', 'stopped', 'closed'])
  expect(told).toEqual([])
})

test('what was kept before a screen spoke is forgotten: it is not what was heard last', async () => {
  const { talk, hear, told, speak } = await held('ok', { byLook: true, waits: true })
  await hear(QUIET, 300)
  await hear(VOICE, 1_000)
  speak(true)
  await hear(VOICE, 3_000)
  speak(false)
  await hear(QUIET, 1_000)
  talk.spoken()
  await hear(QUIET, 600)
  expect(told).toEqual([])
})
