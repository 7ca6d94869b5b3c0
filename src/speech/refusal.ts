/* Whether what was recognised was said. The recogniser always finds some sentence of its grammar; this says if it fits. */

/** A stretch of an utterance: its word or sound, where it lies in frames of 10 ms, and how well it fits (a log likelihood). */
export type Stretch = { text: string; from: number; frames: number; score: number }

/** What tells a request from other speech. Scores are per frame, against the best run of any sounds at all. */
export type Fit = {
  /** How much worse the words fit than free sounds do, on average: 0 is as good. */
  mean: number
  /** … and the word that fits worst. */
  worst: number
  /** The part of what sounds like speech that the words explain, 0 to 1 and a little over. */
  coverage: number
  frames: number
  words: number
}

/** Chosen in bench/speech, on one half of the voices there; the weights are those of a logistic regression. */
export type Threshold = {
  mean: number
  worst: number
  coverage: number
  frames: number
  words: number
  bias: number
  least: number
}

const SILENCE = /^[<[(+]|^SIL$/

/** How the words of the grammar fit, beside the sounds of the phone loop over the same frames. */
export function fitOf(words: readonly Stretch[], sounds: readonly Stretch[]): Fit {
  const free = new Map<number, number>()
  let voiced = 0
  for (const { text, from, frames, score } of sounds) {
    for (let i = from; i < from + frames; i++) free.set(i, score / Math.max(1, frames))
    if (!SILENCE.test(text)) voiced += frames
  }
  let total = 0
  let frames = 0
  let worst = Infinity
  const said = words.filter(({ text }) => !SILENCE.test(text))
  for (const word of said) {
    let best = 0
    for (let i = word.from; i < word.from + word.frames; i++) best += free.get(i) ?? 0
    total += word.score - best
    frames += word.frames
    worst = Math.min(worst, (word.score - best) / Math.max(1, word.frames))
  }
  if (frames === 0) return { mean: -1e4, worst: -1e4, coverage: 0, frames: 0, words: 0 }
  return { mean: total / frames, worst, coverage: voiced === 0 ? 0 : frames / voiced, frames, words: said.length }
}

/** How sure it is that this was said, as log odds. */
export const sureness = (fit: Fit, by: Threshold): number =>
  by.bias +
  (by.mean * fit.mean) / 100 +
  (by.worst * fit.worst) / 100 +
  by.coverage * Math.min(1.5, fit.coverage) +
  by.frames * Math.log(Math.max(1, fit.frames)) +
  by.words * fit.words

export const wasSaid = (fit: Fit, by: Threshold): boolean => fit.words > 0 && sureness(fit, by) >= by.least
