import { makeAttention, PIECE, RATE_HZ } from '../../src/sound-events/attention.ts'
import { makeEpisodes, type Label, type Scores } from '../../src/sound-events/episodes.ts'
export { readWav } from '../speech/wav.ts'
export { scoresOf } from '../../src/sound-events/worker/scores.ts'

export type Heard = {
  /** What began in it, how often; silence where nothing did. */
  began: Partial<Record<Label, number>>
  /** Looks by what was likeliest, where the model looked. */
  looks: Partial<Record<Label, number>>
  seconds: number
}

/** So many looks with speech in them are speech: half a second of them. */
const SPOKEN = 4

/** What a wall would notice of a recording that is played in a still room: a second of it before, two after. */
export function hearClip(pcm: Float32Array, classify: (second: Float32Array) => Scores): Heard {
  const heard: Heard = { began: {}, looks: {}, seconds: pcm.length / RATE_HZ }
  const onto = makeEpisodes()
  let n = 0
  const attend = makeAttention(classify, (scores) => {
    if (!scores) return onto(scores)
    const at = n * PIECE - RATE_HZ
    const [likeliest] = (Object.entries(scores) as [Label, number][]).sort(([, a], [, b]) => b - a)[0] ?? ['silence']
    if (at > 0 && at < pcm.length) count(heard.looks, likeliest)
    return onto(scores)
  })
  let before: readonly string[] = []
  for (; n * PIECE < pcm.length + 3 * RATE_HZ; n++) {
    const from = n * PIECE - RATE_HZ
    // A still microphone's own noise, the same for every clip.
    const piece = Float32Array.from(
      { length: PIECE },
      (_, i) => (pcm[from + i] ?? 0) + 1e-4 * Math.sin((n * PIECE + i) ** 2),
    )
    const { now } = attend(piece)
    for (const event of now) if (!before.includes(event)) count(heard.began, event)
    before = now
  }
  if ((heard.looks.speech ?? 0) >= SPOKEN) heard.began.speech = 1
  if (Object.keys(heard.began).length === 0) heard.began.silence = 1
  return heard
}

const count = (all: Partial<Record<Label, number>>, label: Label) => (all[label] = (all[label] ?? 0) + 1)

/** A sound in a room's noise, so many dB under the sound's loudest 20 ms. */
export function underNoise(pcm: Float32Array, noise: Float32Array, snrDb: number): Float32Array {
  const loudest = (all: Float32Array, most: (a: number, b: number) => number, from: number) => {
    let found = from
    for (let at = 0; at + 320 <= all.length; at += 320)
      found = most(found, all.subarray(at, at + 320).reduce((sum, x) => sum + x * x, 0) / 320)
    return found
  }
  const power = noise.reduce((sum, x) => sum + x * x, 0) / Math.max(1, noise.length)
  const gain = Math.sqrt(loudest(pcm, Math.max, 1e-9) / Math.max(1e-12, power) / 10 ** (snrDb / 10))
  return pcm.map((x, i) => Math.max(-1, Math.min(1, x + gain * (noise[i % noise.length] ?? 0))))
}
