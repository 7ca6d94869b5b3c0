import { quantize } from '../tflite/quantize.mjs'
import { makeNetwork } from './network.mjs'

/** @typedef {import('./network.mjs').Layer} Layer */

/** Weights as they are committed: 8 bits each, with one scale for each channel, in base64. @param {Layer[]} layers */
export const pack = (layers) =>
  layers.map(({ weights, bias, to }) => {
    const { values, scales } = quantize(weights, to)
    return { values: base64(values), scales: base64(Float32Array.from(scales)), bias: base64(bias) }
  })

/** @param {ReturnType<typeof pack>} packed @returns {Layer[]} */
export function unpack(packed) {
  return makeNetwork(() => 0).map((layer, n) => {
    const { values, scales, bias } = packed[n]
    const bytes = new Int8Array(bytesOf(values))
    const scale = new Float32Array(bytesOf(scales))
    const each = bytes.length / layer.to
    return {
      ...layer,
      bias: new Float32Array(bytesOf(bias)),
      weights: Float32Array.from(bytes, (x, i) => x * scale[Math.floor(i / each)]),
    }
  })
}

/** @param {ArrayBufferView} all */
const base64 = (all) => Buffer.from(all.buffer, all.byteOffset, all.byteLength).toString('base64')
/** A copy, because a Buffer may begin anywhere. @param {string} text */
const bytesOf = (text) => Uint8Array.from(Buffer.from(text, 'base64')).buffer
