import { BLOCK, makeEndpointer, RATE_HZ } from './endpointer.ts'

const MS = RATE_HZ / 1_000
/** What is kept before the first and after the last loud block: consonants are soft. */
const BEFORE_MS = 300
const AFTER_MS = 250
/** A pause within a sentence may be so long. */
export const JOIN_MS = 500
/** So much silence, and what was said so far is looked at; if it is no request, the person may only be thinking. */
export const PAUSE_MS = 300
/** Longer than this is no request. */
export const MOST_MS = 12_000

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

/** What a button's hold took up, without the silence around what was said; undefined where nothing was. */
export function spokenPart(pcm: Float32Array): Float32Array | undefined {
  const all = utterancesIn(pcm)
  const [first, last] = [all[0], all.at(-1)]
  return first && last && pcm.subarray(first.from, Math.min(last.to, first.from + MOST_MS * MS))
}
