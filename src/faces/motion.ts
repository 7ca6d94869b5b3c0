/** The side of the small grey picture in which motion is looked for, in pixels. */
export const MOTION_PX = 48

/** A smaller part of the picture than this is noise; a face 64 px wide in a picture of 640 is 1.5 %. */
export const STILL_PART = 0.003

/** Noise of a cheap sensor in the evening changes a pixel of the small picture by about 6 of 255. */
const MOVED_LUMA = 14

/**
 * The part of the picture (0 to 1) that changed between two small grey pictures. A lamp that is switched on, or the
 * sun behind a cloud, changes all of them alike: what all share is taken off first.
 */
export function motionBetween(before: Uint8Array, after: Uint8Array): number {
  if (before.length !== after.length || before.length === 0) return 1
  return moved(before, after).length / after.length
}

/** The places in the small grey pictures whose pixels changed; none where the two cannot be compared. */
export function moved(before: Uint8Array, after: Uint8Array): number[] {
  if (before.length !== after.length || before.length === 0) return []
  let shared = 0
  for (let i = 0; i < after.length; i++) shared += (after[i] ?? 0) - (before[i] ?? 0)
  shared /= after.length
  const places: number[] = []
  for (let i = 0; i < after.length; i++)
    if (Math.abs((after[i] ?? 0) - (before[i] ?? 0) - shared) > MOVED_LUMA) places.push(i)
  return places
}

/** RGBA pixels as grey ones. */
export function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let i = 0; i < grey.length; i++)
    grey[i] = 0.299 * (rgba[4 * i] ?? 0) + 0.587 * (rgba[4 * i + 1] ?? 0) + 0.114 * (rgba[4 * i + 2] ?? 0)
  return grey
}
