// How a room answers a sound, by calculation.
import { RATE_HZ } from './frontend.mjs'

/** @typedef {import('./sounds.mjs').Chance} Chance */

export const samples = (/** @type {number} */ seconds) => Math.max(1, Math.round(seconds * RATE_HZ))

/** @param {Float32Array} to @param {Float32Array} what @param {number} at @param {number} gain */
export function add(to, what, at, gain) {
  for (let i = Math.max(0, -at); i < what.length && at + i < to.length; i++) to[at + i] += gain * what[i]
  return to
}
/** As loud as its loudest sample is 1. @param {Float32Array} all */
export function normal(all) {
  let most = 1e-9
  for (const x of all) most = Math.max(most, Math.abs(x))
  return all.map((x) => x / most)
}

/** A room's answer: the sound itself, and noise that dies away behind it. @param {Chance} c */
export function makeRoom(c) {
  const dies = c.octaves(0.02, 0.14)
  const answer = new Float32Array(samples(Math.min(0.5, dies * 5)))
  const [gain, dull] = [c.octaves(0.01, 0.12), c.between(0.15, 0.9)]
  let low = 0
  for (let i = samples(c.between(0.001, 0.012)); i < answer.length; i++) {
    low += dull * (c.gauss() - low)
    answer[i] = gain * low * Math.exp(-i / (dies * RATE_HZ))
  }
  answer[0] += 1
  return answer
}
/** @param {Float32Array} dry @param {Float32Array} answer */
export function inRoom(dry, answer) {
  const size = 2 ** Math.ceil(Math.log2(dry.length + answer.length))
  const [a, b] = [spectrum(dry, size), spectrum(answer, size)]
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  for (let k = 0; k < size; k++) {
    re[k] = a.re[k] * b.re[k] - a.im[k] * b.im[k]
    im[k] = -(a.re[k] * b.im[k] + a.im[k] * b.re[k])
  }
  fft(re, im)
  return Float32Array.from({ length: dry.length }, (_, i) => re[i] / size)
}
function spectrum(/** @type {Float32Array} */ x, /** @type {number} */ size) {
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  re.set(x)
  fft(re, im)
  return { re, im }
}
function fft(/** @type {Float64Array} */ re, /** @type {Float64Array} */ im) {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j], re[i]]
      ;[im[i], im[j]] = [im[j], im[i]]
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos((Math.PI * k) / half), Math.sin((Math.PI * k) / half)]
      for (let a = k; a < n; a += size) {
        const b = a + half
        const [x, y] = [re[b] * c + im[b] * s, im[b] * c - re[b] * s]
        re[b] = re[a] - x
        im[b] = im[a] - y
        re[a] += x
        im[a] += y
      }
    }
  }
}
