import type { Point } from './face.ts'

/** The side of the square picture that the identity model takes, in pixels. */
export const CHIP_PX = 150

/** (x, y) → (a·x − b·y + e, b·x + a·y + f): turns, scales and moves, never shears or mirrors. */
export type Similarity = { a: number; b: number; e: number; f: number }

/** Corners of the eyes, outer and inner, and the base of the nose, left and right as in the picture. */
export type FivePoints = readonly [
  leftOuter: Point,
  leftInner: Point,
  rightInner: Point,
  rightOuter: Point,
  nose: Point,
]

/**
 * Where the identity model was trained to find these five, in parts of the face's own frame: dlib's mean face
 * (image_transforms/interpolation.h, get_face_chip_details), with the quarter of padding on each side added by `inChip`.
 */
const MEAN_FACE = [
  { x: 0.1205750620789, y: 0.2137274526848 },
  { x: 0.3340850613712, y: 0.2290642403242 },
  { x: 0.6460604764104, y: 0.2289674387677 },
  { x: 0.8595674595992, y: 0.2134981538014 },
  { x: 0.4901123135679, y: 0.6277975316475 },
]
const PADDING = 0.25

/** From the frame to the chip: the similarity that brings the five points nearest to where the model expects them. */
export const chipSimilarity = (points: FivePoints): Similarity => fit(points, MEAN_FACE.map(inChip))

const inChip = ({ x, y }: Point): Point => ({
  x: ((x + PADDING) / (1 + 2 * PADDING)) * CHIP_PX,
  y: ((y + PADDING) / (1 + 2 * PADDING)) * CHIP_PX,
})

/** The point that a similarity brings to (x, y). */
export function before({ a, b, e, f }: Similarity, { x, y }: Point): Point {
  const squared = a * a + b * b
  const [dx, dy] = [x - e, y - f]
  return { x: (a * dx + b * dy) / squared, y: (a * dy - b * dx) / squared }
}

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
