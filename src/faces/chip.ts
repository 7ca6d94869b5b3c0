import type { Keypoints, Point } from './face.ts'

/** The side of the square picture that the identity model takes, in pixels. */
export const CHIP_PX = 150

/** (x, y) → (a·x − b·y + e, b·x + a·y + f): turns, scales and moves, never shears or mirrors. */
export type Similarity = { a: number; b: number; e: number; f: number }

/** Where the model was trained to find eyes and mouth, in parts of the chip's side (dlib's mean face, 0.25 padding). */
const EYE_LEFT = { x: 0.317, y: 0.311 }
const EYE_RIGHT = { x: 0.67, y: 0.311 }
const MOUTH = { x: 0.493, y: 0.699 }
/** The detector's points lie a little further apart than dlib's: measured best of 1.0, 1.1, 1.2 (bench/README.md). */
const ZOOM = 1.1

/** From the frame to the chip: the similarity that brings eyes and mouth nearest to where the model expects them. */
export function chipSimilarity({ leftEye, rightEye, mouth }: Keypoints): Similarity {
  return fit([leftEye, rightEye, mouth], [EYE_LEFT, EYE_RIGHT, MOUTH].map(inChip))
}

const inChip = ({ x, y }: Point): Point => ({
  x: (0.5 + (x - 0.5) * ZOOM) * CHIP_PX,
  y: (0.5 + (y - 0.5) * ZOOM) * CHIP_PX,
})

/** Least squares. Points that all lie on one spot give the identity's scale rather than a division by zero. */
function fit(from: readonly Point[], to: readonly Point[]): Similarity {
  const [p, q] = [mean(from), mean(to)]
  let along = 0
  let across = 0
  let squared = 0
  for (const [i, { x, y }] of from.entries()) {
    const target = to[i] ?? q
    const [dx, dy, tx, ty] = [x - p.x, y - p.y, target.x - q.x, target.y - q.y]
    along += dx * tx + dy * ty
    across += dx * ty - dy * tx
    squared += dx * dx + dy * dy
  }
  const [a, b] = squared === 0 ? [1, 0] : [along / squared, across / squared]
  return { a, b, e: q.x - (a * p.x - b * p.y), f: q.y - (b * p.x + a * p.y) }
}

const mean = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})
