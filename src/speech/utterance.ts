import { BLOCK, levelDb, makeEndpointer, RATE_HZ } from './endpointer.ts'

const MS = RATE_HZ / 1_000
/** What is kept before the first and after the last loud block: consonants are soft, and so is the end of "cappuccino". */
const BEFORE_MS = 300
const AFTER_MS = 450
/** A pause within a sentence may be so long. */
export const JOIN_MS = 500
/** So much silence, and what was said so far is looked at; if it is no request, the person may only be thinking. */
export const PAUSE_MS = 300
/** Longer than this is no request. */
export const MOST_MS = 12_000

/** When something was said, by a device's own clock. */
export type Span = { fromMs: number; toMs: number }

/** A stretch of speech in a stream of sound, in samples. */
export type Utterance = { from: number; to: number }

/** Every utterance of a recording: what the live path would have cut out of it, pauses within sentences joined. */
export function utterancesIn(pcm: Float32Array): Utterance[] {
  const found: Utterance[] = []
  const endpointer = makeEndpointer({ silenceMs: PAUSE_MS })
  let from: number | undefined
  const end = (at: number) => {
    const to = Math.min(pcm.length, at - (PAUSE_MS - AFTER_MS) * MS)
    const last = found.at(-1)
    const joins = last && from !== undefined && from - last.to < (JOIN_MS - BEFORE_MS - AFTER_MS) * MS
    if (joins && to - last.from < MOST_MS * MS) last.to = to
    else if (from !== undefined) found.push({ from, to })
    from = undefined
  }
  for (let at = 0; at + BLOCK <= pcm.length; at += BLOCK) {
    const heard = endpointer.hear(pcm.subarray(at, at + BLOCK))
    if (heard === 'speech') from ??= Math.max(0, at - BEFORE_MS * MS)
    if (heard === 'pause' || (from !== undefined && at - from > MOST_MS * MS)) end(at + BLOCK)
  }
  if (from !== undefined) end(pcm.length + (PAUSE_MS - AFTER_MS) * MS)
  return found
}

/** Where between the quietest tenth and the loudest thirtieth of a hold speech begins: clatter lies below, vowels above. */
const SPEECH_SHARE = 0.6
const LEAST_OVER_DB = 9
const LEAST_DB = -52
const MOST_FLOOR_DB = -35
/** Fewer loud blocks than this in a row are a knock. */
const LEAST_BLOCKS = 4

/**
 * What a button's hold took up, without what was around it; undefined where nothing was said. It is looked at as a whole,
 * so that loud is measured by the speech in it: a kitchen that a live endpointer takes for speech is cut off here, and
 * the recogniser, which must make words of all it is given, does better by far.
 */
export function spokenPart(pcm: Float32Array): Float32Array | undefined {
  const levels = Array.from({ length: Math.floor(pcm.length / BLOCK) }, (_, i) =>
    levelDb(pcm.subarray(i * BLOCK, (i + 1) * BLOCK)),
  )
  const sorted = levels.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * sorted.length)] ?? -100
  const [quietest, top] = [Math.max(LEAST_DB - LEAST_OVER_DB, at(0.1)), at(0.97)]
  // All of it is one loudness: a hum, or somebody who talked all the time; no room is as loud as the second.
  const floor = top - quietest < LEAST_OVER_DB ? Math.min(MOST_FLOOR_DB, quietest) : quietest
  const least = floor + Math.max(LEAST_OVER_DB, SPEECH_SHARE * (top - floor))
  let first: number | undefined
  let last = 0
  let loud = 0
  for (const [i, level] of levels.entries()) {
    const isLoud = level > least
    loud = isLoud ? Math.min(LEAST_BLOCKS, loud + 1) : Math.max(0, loud - 1)
    if (!isLoud || loud < LEAST_BLOCKS) continue
    first ??= i - LEAST_BLOCKS + 1
    last = i + 1
  }
  if (first === undefined) return undefined
  const from = Math.max(0, first * BLOCK - BEFORE_MS * MS)
  return pcm.subarray(from, Math.min(last * BLOCK + AFTER_MS * MS, from + MOST_MS * MS))
}
