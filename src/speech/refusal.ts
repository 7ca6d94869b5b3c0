/* Whether what was recognised was said. The recogniser always finds some sentence of its grammar; this says if it fits. */

/**
 * A stretch of an utterance: its word or sound, where it lies in frames of 10 ms, and how well it fits (a log likelihood).
 * A word has the sounds it is made of.
 */
export type Stretch = { text: string; from: number; frames: number; score: number; sounds?: readonly Stretch[] }

/** What tells a request from other speech. Scores are per frame, against the best run of any sounds at all. */
export type Fit = {
  /** How much worse the sounds of the words fit than free sounds do, on average: 0 is as good. */
  mean: number
  /** … and the fifth of them that fits worst. */
  worst: number
  /** How unevenly long they are: words that were not said are stretched and squeezed until they fill the time. */
  uneven: number
  /** The part of what sounds like speech that the words explain, 0 to 1 and a little over. */
  coverage: number
  words: number
}

/** The weights of a logistic regression; models.json says what they were chosen on. */
export type Threshold = { mean: number; worst: number; uneven: number; coverage: number; bias: number; least: number }

const SILENCE = /^[<[(+]|^SIL$/
const WORST_SHARE = 0.2
const NOTHING: Fit = { mean: -1e4, worst: -1e4, uneven: 0, coverage: 0, words: 0 }

/** How the words of the grammar fit, beside the sounds of the phone loop over the same frames. */
export function fitOf(words: readonly Stretch[], free: readonly Stretch[]): Fit {
  const scores = new Map<number, number>()
  let voiced = 0
  for (const { text, from, frames, score } of free) {
    for (let i = from; i < from + frames; i++) scores.set(i, score / Math.max(1, frames))
    if (!SILENCE.test(text)) voiced += frames
  }
  const said = words.filter(({ text }) => !SILENCE.test(text))
  const sounds = said.flatMap((word) => word.sounds ?? [word]).filter(({ frames }) => frames > 0)
  if (sounds.length === 0) return NOTHING
  const fits = sounds.map(({ from, frames, score }) => {
    let best = 0
    for (let i = from; i < from + frames; i++) best += scores.get(i) ?? 0
    return (score - best) / frames
  })
  const worst = fits.toSorted((a, b) => a - b).slice(0, Math.max(1, Math.floor(fits.length * WORST_SHARE)))
  const frames = said.reduce((sum, word) => sum + word.frames, 0)
  return {
    mean: average(fits),
    worst: average(worst),
    uneven: deviation(sounds.map((sound) => Math.log(sound.frames))),
    coverage: voiced === 0 ? 0 : frames / voiced,
    words: said.length,
  }
}

const average = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
const deviation = (all: readonly number[]) => {
  const middle = average(all)
  return Math.sqrt(average(all.map((one) => (one - middle) ** 2)))
}

/** How sure it is that this was said, as log odds. */
export const sureness = (fit: Fit, by: Threshold): number =>
  by.bias +
  (by.mean * fit.mean) / 100 +
  (by.worst * fit.worst) / 100 +
  by.uneven * fit.uneven +
  by.coverage * Math.min(1.5, fit.coverage)

export const wasSaid = (fit: Fit, by: Threshold): boolean => fit.words > 0 && sureness(fit, by) >= by.least
