import { makeEpisodes, type Scores, type SoundEvent } from './episodes.ts'

export const RATE_HZ = 16_000
/** The model looks at a second. */
const WINDOW = RATE_HZ
/** Sound comes in pieces of an eighth of a second: a short knock is over in a quarter of one, and takes more than one look to be sure of. */
export const PIECE = RATE_HZ / 8

/** So much louder than the room is something; softer than this is nothing, however still the room is. */
const OVER_DB = 8
const LEAST_DB = -60
/** The room's own noise is the quietest of the last ten seconds, and no louder than this. */
const MOST_FLOOR_DB = -35
const REMEMBERED = 80
/**
 * While nothing is to be heard it looks once a second, by the count of pieces: an alarm that is no louder than the room,
 * and the model's sleep.
 */
const PACE = 8
/** Whoever sleeps while nobody speaks would rather wake for nothing than miss a word. */
const VOICE = 0.1
const BLOCK = 400

export type Attention = {
  now: readonly SoundEvent[]
  /** Somebody may have spoken within the last second. */
  speech: boolean
  /** The model looked, and did not sleep. */
  looked: boolean
}

/**
 * Listens to one piece of sound after the other, and has the model look where there is something to be heard. Time is
 * counted by samples, so that a clip is judged as a microphone's sound is.
 */
export function makeAttention(
  classify: (second: Float32Array) => Scores,
  onto = makeEpisodes(),
): (piece: Float32Array) => Attention {
  const second = new Float32Array(WINDOW)
  const floors: number[] = []
  let loudFor = 0
  let pieces = 0
  let now: readonly SoundEvent[] = []
  let speech = false
  return (piece) => {
    second.copyWithin(0, PIECE)
    second.set(piece, WINDOW - PIECE)
    const [softest, loudest] = levels(piece)
    floors.push(softest)
    if (floors.length > REMEMBERED) floors.shift()
    const floor = Math.min(MOST_FLOOR_DB, ...floors)
    // What was loud is in view for a second.
    loudFor = loudest > Math.max(LEAST_DB, floor + OVER_DB) ? PACE : Math.max(0, loudFor - 1)
    pieces++
    const looked = loudFor > 0 || pieces % PACE === 0
    if (looked) {
      const scores = classify(second)
      now = onto(scores)
      speech = scores.speech >= VOICE
    } else now = onto(undefined)
    return { now, speech, looked }
  }
}

/** How loud its softest and its loudest 25 ms are, in dB of full scale. */
function levels(piece: Float32Array): [number, number] {
  let [softest, loudest] = [0, -100]
  for (let at = 0; at + BLOCK <= piece.length; at += BLOCK) {
    let sum = 0
    for (let i = at; i < at + BLOCK; i++) sum += (piece[i] ?? 0) ** 2
    const db = 10 * Math.log10(sum / BLOCK + 1e-10)
    softest = Math.min(softest, db)
    loudest = Math.max(loudest, db)
  }
  return [softest, loudest]
}
