/** @typedef {{ values: Int8Array, scales: number[] }} Quantized */

/**
 * Weights as 8-bit numbers with one scale for each output channel (the first dimension). XNNPACK brings the other side
 * of each product to 8 bits as it runs ("dynamic range"), so nothing has to be known of the pictures beforehand.
 * @param {Float32Array} weights laid out channel after channel
 * @param {number} channels
 * @returns {Quantized}
 */
export function quantize(weights, channels) {
  const each = weights.length / channels
  const values = new Int8Array(weights.length)
  const scales = Array.from({ length: channels }, (_, channel) => {
    const start = channel * each
    const most = weights.subarray(start, start + each).reduce((max, weight) => Math.max(max, Math.abs(weight)), 0)
    const scale = most > 0 ? most / 127 : 1
    for (let i = start; i < start + each; i++) values[i] = Math.round((weights[i] ?? 0) / scale)
    return scale
  })
  return { values, scales }
}
