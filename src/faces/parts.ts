import type { Size } from './area.ts'
import type { Box } from './face.ts'
import { MOTION_PX, moved } from './motion.ts'

/**
 * Faces a tenth of the picture wide and less are found in squares of it, looked at one by one. Measured on 93 pictures
 * in a frame of 640 × 480 (bench/faces/README.md): a face 64 px wide was found in 11 by a look at the whole, in all 93
 * by six such squares.
 */
const SIDE = 0.65
/** Of the picture's longer side, so that a strip is not cut into hundreds. */
const LEAST_SIDE = 1 / 8
/** Of a square's side: a face of a seventh of the picture's shorter side that one cuts off is whole in its neighbour, edges counted. */
const SHARED = 0.29
/** How much of a square's side around its edge is too near it to say that a face there is whole. */
const EDGE = 0.03

/** Squares that cover a frame, in its pixels, row by row. */
export function partsOf({ width, height }: Size): Box[] {
  const side = Math.max(Math.min(width, height) * SIDE, Math.max(width, height) * LEAST_SIDE)
  const along = (length: number) => {
    const count = Math.max(1, Math.ceil((length / side - SHARED) / (1 - SHARED)))
    return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : (i * (length - side)) / (count - 1)))
  }
  return along(height).flatMap((y) => along(width).map((x) => ({ x, y, width: side, height: side })))
}

/** A square around a face that was here a moment ago, in which it is found again however small it is. */
export function aroundFace({ x, y, width, height }: Box): Box {
  const side = 3.5 * Math.max(width, height)
  return { x: x + width / 2 - side / 2, y: y + height / 2 - side / 2, width: side, height: side }
}

/** Whether a face found in a part is whole in it, as far as its edges tell; at the frame's own edge there is no more. */
export function isWhole(face: Box, part: Box, frame: Size): boolean {
  const edge = EDGE * part.width
  return (
    (part.x <= 1 || face.x >= part.x + edge) &&
    (part.y <= 1 || face.y >= part.y + edge) &&
    (part.x + part.width >= frame.width - 1 || face.x + face.width <= part.x + part.width - edge) &&
    (part.y + part.height >= frame.height - 1 || face.y + face.height <= part.y + part.height - edge)
  )
}

/**
 * Which of the parts to look at next: first where most moved between two small grey pictures, then whichever waited
 * longest, so that somebody who stands still is found as well.
 */
export function makeTurns() {
  let waited: number[] = []

  return {
    next(parts: readonly Box[], frame: Size, most: number, [before, after]: readonly [Uint8Array, Uint8Array]): Box[] {
      if (waited.length !== parts.length) waited = parts.map(() => 0)
      const motion = motionIn(parts, frame, before, after)
      const byMotion = motion.map((part, at) => ({ part, at })).toSorted((a, b) => b.part - a.part)
      const liveliest = byMotion.filter(({ part }) => part > 0).slice(0, Math.ceil(most / 2))
      const byWaiting = waited.map((turns, at) => ({ turns, at })).toSorted((a, b) => b.turns - a.turns)
      const chosen = [...new Set([...liveliest, ...byWaiting].map(({ at }) => at))].slice(0, most)
      waited = waited.map((turns, at) => (chosen.includes(at) ? 0 : turns + 1))
      return chosen.flatMap((at) => parts[at] ?? [])
    },
  }
}

/** How many pixels of the small grey picture moved in each part. */
function motionIn(parts: readonly Box[], frame: Size, before: Uint8Array, after: Uint8Array): number[] {
  const changes = moved(before, after)
  const counts = parts.map(() => 0)
  for (const place of changes) {
    const x = (((place % MOTION_PX) + 0.5) / MOTION_PX) * frame.width
    const y = ((Math.floor(place / MOTION_PX) + 0.5) / MOTION_PX) * frame.height
    parts.forEach((part, at) => {
      if (x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height)
        counts[at] = (counts[at] ?? 0) + 1
    })
  }
  return counts
}
