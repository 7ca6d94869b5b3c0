// What the network hears of one second of sound: a picture of loudness by pitch and time. The same numbers come out of
// the first layers of the .tflite (graph.mjs), where the transform is a convolution.

export const RATE_HZ = 16_000
/** Samples in one look: a second. */
export const WINDOW = 16_000
/** One step: 16 ms, every 8 ms. A rap lasts hardly longer. */
export const FRAME = 256
export const HOP = 128
export const STEPS = Math.floor((WINDOW - FRAME) / HOP) + 1
export const BINS = FRAME / 2 + 1
export const BANDS = 32
/** Added before the logarithm: a still room's noise, so that digital silence is not minus infinity. */
export const LEAST_POWER = 1e-5
const LOW_HZ = 90
const HIGH_HZ = 7_600

export const hann = Float32Array.from({ length: FRAME }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / FRAME))

/** How much of each bin's power goes into each band: triangles, even in mel. */
export const bandWeights = (() => {
  const mel = (/** @type {number} */ hz) => 2_595 * Math.log10(1 + hz / 700)
  const hz = (/** @type {number} */ mels) => 700 * (10 ** (mels / 2_595) - 1)
  const corners = Array.from({ length: BANDS + 2 }, (_, i) =>
    hz(mel(LOW_HZ) + ((mel(HIGH_HZ) - mel(LOW_HZ)) * i) / (BANDS + 1)),
  )
  return corners.slice(1, -1).map((top, band) => {
    const [from = 0, , to = 0] = corners.slice(band, band + 3)
    return Float32Array.from({ length: BINS }, (_, bin) => {
      const at = (bin * RATE_HZ) / FRAME
      return Math.max(0, Math.min((at - from) / (top - from), (to - at) / (to - top)))
    })
  })
})()

const cosines = Float32Array.from({ length: FRAME / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / FRAME))
const sines = Float32Array.from({ length: FRAME / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / FRAME))

/**
 * STEPS rows of BANDS logarithms, less their common mean: how loud it is all in all says nothing of what it is.
 * @param {Float32Array} samples WINDOW of them from `from` on
 */
export function hear(samples, from = 0) {
  const heard = new Float32Array(STEPS * BANDS)
  const re = new Float32Array(FRAME)
  const im = new Float32Array(FRAME)
  let sum = 0
  for (let step = 0; step < STEPS; step++) {
    for (let n = 0; n < FRAME; n++) re[n] = samples[from + step * HOP + n] * hann[n]
    im.fill(0)
    transform(re, im)
    for (let band = 0; band < BANDS; band++) {
      const weights = bandWeights[band]
      let power = LEAST_POWER
      for (let bin = 0; bin < BINS; bin++) power += weights[bin] * (re[bin] * re[bin] + im[bin] * im[bin])
      sum += heard[step * BANDS + band] = Math.log(power)
    }
  }
  const mean = sum / heard.length
  for (let i = 0; i < heard.length; i++) heard[i] -= mean
  return heard
}

/** Fourier's, in place, by halves. @param {Float32Array} re @param {Float32Array} im FRAME of each */
function transform(re, im) {
  for (let i = 1, j = 0; i < FRAME; i++) {
    let bit = FRAME >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[re[i], re[j]] = [re[j], re[i]]
      ;[im[i], im[j]] = [im[j], im[i]]
    }
  }
  for (let size = 2; size <= FRAME; size <<= 1) {
    const half = size >> 1
    const stride = FRAME / size
    for (let start = 0; start < FRAME; start += size)
      for (let k = 0; k < half; k++) {
        const [c, s] = [cosines[k * stride], sines[k * stride]]
        const [a, b] = [start + k, start + k + half]
        const [x, y] = [re[b] * c + im[b] * s, im[b] * c - re[b] * s]
        re[b] = re[a] - x
        im[b] = im[a] - y
        re[a] += x
        im[a] += y
      }
  }
}
