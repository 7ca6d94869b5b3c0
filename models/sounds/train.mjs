// `node models/sounds/train.mjs`: makes moments, teaches the network, and writes weights.json, which is committed. Needs
// Debian's espeak-ng and flite. Not part of the build: the build writes the .tflite from weights.json.
import { writeFileSync } from 'node:fs'
import { hear } from './frontend.mjs'
import { moment } from './moments.mjs'
import { LABELS, learn, makeNetwork, run } from './network.mjs'
import { makeChance } from './sounds.mjs'
import { read } from './voices.mjs'
import { pack, unpack } from './weights.mjs'

const arg = (/** @type {string} */ name, /** @type {number} */ usual) =>
  Number(process.argv[process.argv.indexOf(name) + 1] || usual) || usual
const SEED = 20_261_126
const MANY = arg('--moments', 12_000)
const ROUNDS = arg('--rounds', 9)
const BATCH = 32
const PEAK = 0.002

const c = makeChance(SEED)
const voices = read(c, 240)
console.log(`${Math.round(voices.reduce((sum, { length }) => sum + length, 0) / 16_000)} s of voices`)
const others = makeChance(SEED + 1)
const learned = Array.from({ length: MANY }, () => heard(c))
const checked = Array.from({ length: Math.round(MANY / 10) }, () => heard(others))
console.log(`${learned.length} moments to learn from, ${checked.length} to look at`)

function heard(/** @type {typeof c} */ chance) {
  const { label, samples } = moment(chance, voices)
  return { label: LABELS.indexOf(label), heard: hear(samples) }
}

const layers = makeNetwork(c.gauss)
const zeros = () =>
  layers.map(({ weights, bias }) => ({
    weights: new Float32Array(weights.length),
    bias: new Float32Array(bias.length),
  }))
const [first, second] = [zeros(), zeros()]
let steps = 0
const all = ROUNDS * Math.ceil(MANY / BATCH)
for (let round = 0; round < ROUNDS; round++) {
  let loss = 0
  for (let i = learned.length - 1; i > 0; i--) {
    const j = Math.floor(c.next() * (i + 1))
    ;[learned[i], learned[j]] = [learned[j], learned[i]]
  }
  for (let at = 0; at < learned.length; at += BATCH) {
    const slopes = zeros()
    const batch = learned.slice(at, at + BATCH)
    for (const one of batch) {
      const last = layers[layers.length - 1]
      const kept = Float32Array.from({ length: last.from }, () => (c.often(0.75) ? 1 / 0.75 : 0))
      const wanted = Float32Array.from(LABELS, (_, label) => (label === one.label ? 0.95 : 0) + 0.01)
      const made = run(layers, masked(one.heard), kept)
      loss -= Math.log(made[layers.length][one.label] + 1e-9)
      learn(layers, made, wanted, slopes, kept)
    }
    steps++
    // Up for a tenth of the way, then down along a cosine.
    const rate = PEAK * Math.min(1, (10 * steps) / all) * (0.5 + 0.5 * Math.cos((Math.PI * steps) / all))
    for (const [n, layer] of layers.entries())
      for (const part of /** @type {const} */ (['weights', 'bias']))
        move(layer[part], slopes[n][part], first[n][part], second[n][part], batch.length, rate, part === 'weights')
  }
  console.log(
    `round ${round + 1}: loss ${(loss / learned.length).toFixed(3)}, right ${(100 * rightOf(layers)).toFixed(1)} %`,
  )
}

/** Adam, with weights that fade. */
function move(
  /** @type {Float32Array} */ values,
  /** @type {Float32Array} */ slope,
  /** @type {Float32Array} */ m,
  /** @type {Float32Array} */ v,
  /** @type {number} */ many,
  /** @type {number} */ rate,
  /** @type {boolean} */ fades,
) {
  const [a, b] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
  for (let i = 0; i < values.length; i++) {
    const s = slope[i] / many
    m[i] += 0.1 * (s - m[i])
    v[i] += 0.001 * (s * s - v[i])
    values[i] -= rate * (m[i] / a / (Math.sqrt(v[i] / b) + 1e-7) + (fades ? 0.02 * values[i] : 0))
  }
}

/** A few bands or steps are not heard at all, so that nothing hangs on one of them. */
function masked(/** @type {Float32Array} */ all) {
  const out = all.slice()
  const bands = all.length / 124
  if (c.often(0.4)) {
    const [from, many] = [c.whole(0, bands - 1), c.whole(1, 5)]
    for (let i = 0; i < out.length; i++) if (i % bands >= from && i % bands < from + many) out[i] = 0
  }
  return out
}

function rightOf(/** @type {typeof layers} */ network) {
  return checked.filter((one) => best(run(network, one.heard)[network.length]) === one.label).length / checked.length
}
/** @param {Float32Array} scores */
function best(scores) {
  return scores.indexOf(Math.max(...scores))
}

const packed = pack(layers)
writeFileSync(new URL('weights.json', import.meta.url), `${JSON.stringify(packed)}\n`)
const rounded = unpack(packed)
console.log(`rounded to 8 bits: right ${(100 * rightOf(rounded)).toFixed(1)} %`)
const table = LABELS.map(() => LABELS.map(() => 0))
for (const one of checked) table[one.label][best(run(rounded, one.heard)[rounded.length])]++
console.log(LABELS.map((label, i) => `${label.padEnd(8)} ${table[i].join('\t')}`).join('\n'))
