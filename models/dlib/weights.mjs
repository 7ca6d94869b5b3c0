/** @typedef {{ values: Float32Array, shape: number[] }} Weight */

/**
 * Weights as TensorFlow.js stores them: one manifest, one run of bytes; most are 8-bit numbers with a scale and a
 * minimum, the rest plain floats.
 * @param {Buffer} manifest
 * @param {Buffer} bytes
 * @returns {(name: string) => Weight}
 */
export function readWeights(manifest, bytes) {
  /** @type {Map<string, Weight>} */
  const weights = new Map()
  let at = 0
  for (const { weights: specs } of JSON.parse(manifest.toString('utf8')))
    for (const { name, shape, dtype, quantization } of specs) {
      const values = new Float32Array(shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1))
      const read = reader(bytes, at, dtype, quantization)
      for (let i = 0; i < values.length; i++) values[i] = read(i)
      at += values.length * (quantization ? 1 : 4)
      weights.set(name, { values, shape })
    }
  if (at !== bytes.length) throw new Error(`The weights end at byte ${at} of ${bytes.length}.`)
  return (name) => {
    const found = weights.get(name)
    if (!found) throw new Error(`The weights have no ${name}.`)
    return found
  }
}

/**
 * @param {Buffer} bytes @param {number} start @param {string} dtype
 * @param {{ dtype: string, scale: number, min: number } | undefined} quantization
 * @returns {(i: number) => number}
 */
function reader(bytes, start, dtype, quantization) {
  if (quantization?.dtype === 'uint8')
    return (i) => Math.fround((bytes[start + i] ?? 0) * quantization.scale + quantization.min)
  if (!quantization && dtype === 'float32') return (i) => bytes.readFloatLE(start + 4 * i)
  throw new Error(`Weights of a kind not known here: ${dtype}, ${quantization?.dtype}.`)
}
