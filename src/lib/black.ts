/** A shutter before a lens lets this much through, noise of the sensor included; a lamp or a screen somewhere is brighter. */
const MOST = 32
const MEAN = 8

/** So long pictures may show nothing, as while a camera opens, before anybody is told. */
export const BLIND_MS = 700

/** Whether a small picture (RGBA) shows nothing at all: a shutter is closed, or it is pitch dark. */
export function isBlack(rgba: Uint8ClampedArray): boolean {
  let sum = 0
  for (let i = 0; i < rgba.length; i += 4) {
    const brightest = Math.max(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0)
    if (brightest > MOST) return false
    sum += brightest
  }
  return rgba.length > 0 && sum <= (MEAN * rgba.length) / 4
}
