/* Where speech begins and ends in a stream of sound: by loudness over the room's own noise. */

export const RATE_HZ = 16_000
/** Sound comes in blocks of 20 ms. */
export const BLOCK = 320
const BLOCK_MS = (1_000 * BLOCK) / RATE_HZ

/** Speech is this much louder than the room. */
const OVER_DB = 9
/** Softer than this is nothing, however still the room is. */
const LEAST_DB = -52
/** The room's own noise is what the quietest tenth of the last two seconds was, and no louder than this. */
const MOST_FLOOR_DB = -35
const REMEMBERED = 100
const BEGIN_BLOCKS = 4

export type Ending = {
  /** Speech is over after so much silence. */
  silenceMs: number
}
/** `speech`: began at this block. `pause`: it stopped, for now or for good. */
export type Heard = 'silence' | 'speech' | 'pause'

/** Takes one block after the other and says what it was the end of. */
export function makeEndpointer({ silenceMs }: Ending) {
  const levels: number[] = []
  let loud = 0
  let quiet = 0
  let speaking = false
  return {
    hear(block: Float32Array): Heard {
      const db = levelDb(block)
      levels.push(db)
      if (levels.length > REMEMBERED) levels.shift()
      const isLoud = db > Math.max(LEAST_DB, floorOf(levels) + OVER_DB)
      loud = isLoud ? loud + 1 : Math.max(0, loud - 1)
      quiet = isLoud ? 0 : quiet + 1
      if (!speaking && loud >= BEGIN_BLOCKS) {
        speaking = true
        return 'speech'
      }
      if (speaking && quiet * BLOCK_MS >= silenceMs) {
        speaking = false
        loud = 0
        return 'pause'
      }
      return speaking ? 'speech' : 'silence'
    },
  }
}

const floorOf = (levels: readonly number[]) =>
  Math.min(MOST_FLOOR_DB, levels.toSorted((a, b) => a - b)[Math.floor(levels.length / 10)] ?? MOST_FLOOR_DB)

/** Loudness of a block in dB of full scale; digital silence is -100. */
export function levelDb(block: Float32Array): number {
  let sum = 0
  for (const sample of block) sum += sample * sample
  return Math.max(-100, 10 * Math.log10(sum / Math.max(1, block.length) + 1e-10))
}
