// A small network over time, and how it learns: written out, because it is four layers and a sum.
import { BANDS, STEPS } from './frontend.mjs'

/** Channels out of each layer; each looks at five steps and moves on by two. */
const WIDTHS = [32, 40, 40, 48]
export const KERNEL = 5
export const STRIDE = 2
export const LABELS = ['silence', 'speech', 'knock', 'clap', 'alarm']

/** @typedef {{ weights: Float32Array, bias: Float32Array, from: number, to: number, stepsIn: number, steps: number }} Layer */

/** @param {() => number} random gaussian @returns {Layer[]} the last one sums all that is left into LABELS */
export function makeNetwork(random) {
  let [from, stepsIn] = [BANDS, STEPS]
  const layers = WIDTHS.map((to) => {
    const steps = Math.floor((stepsIn - KERNEL) / STRIDE) + 1
    const layer = drawn(KERNEL * from, to, { from, to, stepsIn, steps })
    ;[from, stepsIn] = [to, steps]
    return layer
  })
  return [
    ...layers,
    drawn(from * stepsIn, LABELS.length, { from: from * stepsIn, to: LABELS.length, stepsIn: 1, steps: 1 }),
  ]

  function drawn(/** @type {number} */ inputs, /** @type {number} */ to, /** @type {object} */ shape) {
    const spread = Math.sqrt(2 / inputs)
    const weights = Float32Array.from({ length: inputs * to }, () => random() * spread)
    return /** @type {Layer} */ ({ weights, bias: new Float32Array(to), ...shape })
  }
}

/**
 * What each layer makes of what was heard; the last is a probability for each label. `kept` drops parts of the last
 * layer's input while learning.
 * @param {Layer[]} layers @param {Float32Array} heard @param {Float32Array} [kept]
 */
export function run(layers, heard, kept) {
  const made = [heard]
  for (const [n, { weights, bias, from, to, steps }] of layers.entries()) {
    const input = made[n]
    const isLast = n === layers.length - 1
    if (isLast && kept) for (let i = 0; i < input.length; i++) input[i] *= kept[i]
    const size = isLast ? from : KERNEL * from
    const output = new Float32Array(steps * to)
    for (let step = 0; step < steps; step++) {
      const start = step * STRIDE * from
      for (let o = 0; o < to; o++) {
        let sum = bias[o]
        const row = o * size
        for (let i = 0; i < size; i++) sum += weights[row + i] * input[start + i]
        output[step * to + o] = isLast || sum > 0 ? sum : 0
      }
    }
    made.push(output)
  }
  const scores = made[layers.length]
  const most = Math.max(...scores)
  let sum = 0
  for (let i = 0; i < scores.length; i++) sum += scores[i] = Math.exp(scores[i] - most)
  for (let i = 0; i < scores.length; i++) scores[i] /= sum
  return made
}

/**
 * Adds to `slopes` how each weight would have to change for `wanted` to be likelier.
 * @param {Layer[]} layers @param {Float32Array[]} made by run @param {Float32Array} wanted
 * @param {{ weights: Float32Array, bias: Float32Array }[]} slopes @param {Float32Array} kept
 */
export function learn(layers, made, wanted, slopes, kept) {
  let slope = made[layers.length].map((p, i) => p - wanted[i])
  for (let n = layers.length - 1; n >= 0; n--) {
    const { weights, from, to, steps } = layers[n]
    const input = made[n]
    const isLast = n === layers.length - 1
    const size = isLast ? from : KERNEL * from
    const before = new Float32Array(input.length)
    const into = slopes[n]
    for (let step = 0; step < steps; step++) {
      const start = step * STRIDE * from
      for (let o = 0; o < to; o++) {
        const s = slope[step * to + o]
        if (s === 0) continue
        into.bias[o] += s
        const row = o * size
        for (let i = 0; i < size; i++) into.weights[row + i] += s * input[start + i]
        // Nothing is learned before the first layer.
        if (n > 0) for (let i = 0; i < size; i++) before[start + i] += s * weights[row + i]
      }
    }
    if (n === 0) return
    if (isLast) for (let i = 0; i < before.length; i++) before[i] *= kept[i]
    for (let i = 0; i < before.length; i++) if (input[i] <= 0) before[i] = 0
    slope = before
  }
}
