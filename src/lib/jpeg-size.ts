/** Markers that start a frame of any kind: C4, C8 and CC between them are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * How large a JPEG says it is, in pixels, without decoding it: a small file may unpack to gigabytes. Undefined where it
 * is no JPEG or says nothing. Of several frames the largest counts.
 */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const word = (at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  let size: { width: number; height: number } | undefined
  // Pictures in pictures, and whatever else lies between: every place that may start a frame is taken for one.
  for (let at = 2; at + 8 < bytes.length; at++) {
    if (bytes[at] !== 0xff || !isFrame(bytes[at + 1] ?? 0)) continue
    const [height, width] = [word(at + 5), word(at + 7)]
    size = { width: Math.max(width, size?.width ?? 0), height: Math.max(height, size?.height ?? 0) }
  }
  return size
}
