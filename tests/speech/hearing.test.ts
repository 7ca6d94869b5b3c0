import { expect, test } from 'vitest'
import { BLOCK, levelDb, makeEndpointer } from '../../src/speech/endpointer.ts'
import { pronounce } from '../../src/speech/pronounce.ts'
import { fitOf, wasSaid } from '../../src/speech/refusal.ts'
import { spokenPart, utterancesIn } from '../../src/speech/utterance.ts'
import { parseAnswer } from '../../src/speech/worker/answer.ts'

const noise = (seconds: number, level: number) =>
  Float32Array.from({ length: seconds * 16_000 }, (_, i) => level * (((i * 7_919) % 201) / 100 - 1))
const joined = (...parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]))

test('speech is cut out of a noisy room, and a pause within it does not cut it', () => {
  const pcm = joined(noise(1, 0.004), noise(0.8, 0.2), noise(0.4, 0.004), noise(0.8, 0.2), noise(2, 0.004))
  const all = utterancesIn(pcm)
  expect(all).toHaveLength(1)
  expect(all[0]?.from).toBeLessThan(16_000)
  expect(all[0]?.to).toBeGreaterThan(3 * 16_000)
  expect(all[0]?.to).toBeLessThan(3.5 * 16_000)
})

test('two sentences with a second between them are two', () => {
  const pcm = joined(noise(1, 0.004), noise(0.8, 0.2), noise(1.2, 0.004), noise(0.8, 0.2), noise(1, 0.004))
  expect(utterancesIn(pcm)).toHaveLength(2)
})

test('digital silence and a steady hum are nothing', () => {
  expect(spokenPart(new Float32Array(32_000))).toBeUndefined()
  expect(spokenPart(noise(3, 0.01))).toBeUndefined()
  expect(levelDb(new Float32Array(BLOCK))).toBeLessThanOrEqual(-99)
})

test('what clatters in a kitchen around a sentence is cut off with the silence', () => {
  const clatter = joined(noise(1.5, 0.02), noise(0.1, 0.05), noise(1.5, 0.02))
  const said = spokenPart(joined(clatter, noise(1, 0.4), clatter))
  expect(said?.length).toBeLessThan(1.9 * 16_000)
  expect(said?.length).toBeGreaterThan(1.4 * 16_000)
})

test('ten minutes of talk are cut, not kept', () => {
  const endpointer = makeEndpointer({ silenceMs: 300 })
  const block = noise(0.02, 0.3)
  for (let i = 0; i < 30_000; i++) endpointer.hear(block)
  for (const { from, to } of utterancesIn(joined(noise(1, 0.004), noise(30, 0.2))))
    expect(to - from).toBeLessThan(13 * 16_000)
})

test('a word is said as the admin says, as the dictionary says, by its parts, or by its letters', () => {
  const dictionary: Record<string, string> = { white: 'W AY T', board: 'B AO R D', dax: 'D AE K S' }
  const lookup = (word: string) => dictionary[word]
  expect(pronounce('board', 'en', lookup)).toBe('B AO R D')
  expect(pronounce('whiteboard', 'en', lookup)).toBe('W AY T B AO R D')
  expect(pronounce('lúna', 'en', lookup)).toBe('L AH N AH')
  expect(pronounce('tv', 'en', lookup)).toBe('T IY V IY')
  expect(pronounce('xerxes', 'en', lookup, 'white board')).toBe('W AY T B AO R D')
  expect(pronounce("l'écran", 'fr', (part) => (part === 'écran' ? 'ai kk rr an' : undefined))).toBe('ll ai kk rr an')
  expect(pronounce('日本', 'en', lookup)).toBeUndefined()
})

test('what fits no better than free sounds is refused', () => {
  const by = { mean: 1, worst: 0.5, uneven: -1, coverage: 1, bias: 0, least: 0.5 }
  const sounds = [{ text: '__aa', from: 0, frames: 100, score: -10_000 }]
  const good = fitOf([{ text: 'who', from: 0, frames: 100, score: -10_000 }], sounds)
  const bad = fitOf([{ text: 'who', from: 0, frames: 100, score: -30_000 }], sounds)
  expect(wasSaid(good, by)).toBe(true)
  expect(wasSaid(bad, by)).toBe(false)
  expect(wasSaid(fitOf([], sounds), by)).toBe(false)
})

test('an answer that is none of the worker’s is not taken for one', () => {
  for (const data of [
    null,
    1,
    {},
    { id: 1 },
    { id: 1, type: 'recognised', text: 'x', stretches: [{ text: 'x', from: 0, frames: 1, score: NaN }] },
    { id: 1, type: 'recognised', text: 'x', stretches: Array(1_201).fill({ text: 'x', from: 0, frames: 1, score: 0 }) },
    { id: 1, type: 'failed' },
  ])
    expect(parseAnswer(data)).toBeUndefined()
})
