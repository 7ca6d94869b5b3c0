/** Floats of 16 bits (IEEE 754, little-endian) as floats of 32, which are exactly the same numbers. @param {Uint8Array} bytes */
export function toFloat32(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => widen(view.getUint16(2 * i, true)))
}

/** @param {number} half */
function widen(half) {
  const sign = half & 0x8000 ? -1 : 1
  const [exponent, fraction] = [(half >> 10) & 0x1f, half & 0x3ff]
  if (exponent === 0x1f) throw new Error('Weights are finite.')
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}
