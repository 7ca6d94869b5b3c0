import { before, type FivePoints, type Similarity } from './chip.ts'
import { MOST_DOUBT } from './embedding.ts'
import type { Box, Keypoints, Point } from './face.ts'

/** The side of the square picture that the landmark model takes, in pixels. */
export const MESH_PX = 192
/** Its points: 468, each as x, y and depth in pixels of its picture. */
export const MESH_NUMBERS = 468 * 3

/** Numbers of one eye's answer. */
export const EYE_NUMBERS = 71 * 2

/** How much around a detector's box the landmark model was trained to see. */
const AROUND = 1.5
/** Places of what we need among the 468 (MediaPipe's face mesh topology). */
const LEFT_OUTER = 33
const LEFT_INNER = 133
const RIGHT_INNER = 362
const RIGHT_OUTER = 263
const NOSE_BASE = 2
/** The inner rims of the lips: upper, lower, and the corners where they meet. */
const [UPPER_LIP, LOWER_LIP, LEFT_CORNER, RIGHT_CORNER] = [13, 14, 78, 308]
/** The model's own doubt that there is a face, as a logit: over 20 for a face seen well, below 0 for a wall. */
const LEAST_PRESENCE = 0
/** Heads turned far aside have less than others, down to -3; what looks like such a head and is none has -8 at the most. */
const LEAST_PRESENCE_TURNED = -6

/**
 * How unclearly a face was seen, as embeddings say it: by how much its own person lies farther off. Chosen on half A of
 * bench/faces/README.md.
 */
export const doubtOf = (presence: number): number =>
  Math.min(MOST_DOUBT, Math.max(0, (CLEAR_PRESENCE - presence) * DOUBT_OF_ONE))
const CLEAR_PRESENCE = 28
const DOUBT_OF_ONE = 0.003

/** What the landmark model says of one face: points in pixels of the frame, and how open eyes and mouth are. */
export type Landmarks = { five: FivePoints; presence: number; eyesOpen: number | undefined; mouthOpen: number }
/** Its answers: the whole face; each eye's rim, 71 points as x and y, where they were asked for; and how sure it is. */
export type MeshAnswers = { face: ArrayLike<number>; eyes: readonly ArrayLike<number>[]; presence: number }

/** From the frame to the landmark model's picture: the face in the middle, its eyes level. */
export function meshSimilarity(box: Box, { leftEye, rightEye }: Keypoints): Similarity {
  const scale = MESH_PX / (AROUND * Math.max(box.width, box.height, 1))
  const tilt = Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x)
  const [a, b] = [scale * Math.cos(tilt), -scale * Math.sin(tilt)]
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  return { a, b, e: MESH_PX / 2 - (a * middle.x - b * middle.y), f: MESH_PX / 2 - (b * middle.x + a * middle.y) }
}

/** Reads the model's answers; undefined where it sees no face after all. */
export function readMesh(
  { face, eyes, presence }: MeshAnswers,
  similarity: Similarity,
  { isTurned = false } = {},
): Landmarks | undefined {
  if (!(presence >= (isTurned ? LEAST_PRESENCE_TURNED : LEAST_PRESENCE)) || face.length !== MESH_NUMBERS)
    return undefined
  const at = (place: number): Point => before(similarity, { x: face[3 * place] ?? 0, y: face[3 * place + 1] ?? 0 })
  const openings = eyes.map(openingOf)
  const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
  const mouthWidth = apart(at(LEFT_CORNER), at(RIGHT_CORNER))
  return {
    presence,
    eyesOpen: openings.length > 0 ? openings.reduce((sum, opening) => sum + opening, 0) / openings.length : undefined,
    mouthOpen: mouthWidth > 0 ? apart(at(UPPER_LIP), at(LOWER_LIP)) / mouthWidth : 0,
    five: [at(LEFT_OUTER), at(LEFT_INNER), at(RIGHT_INNER), at(RIGHT_OUTER), at(NOSE_BASE)],
  }
}

/** Height of an eye over its width: points 0 and 8 are its corners, 1 to 7 its lower lid, 9 to 15 the upper. */
function openingOf(eye: ArrayLike<number>): number {
  const apart = (a: number, b: number) =>
    Math.hypot((eye[2 * a] ?? 0) - (eye[2 * b] ?? 0), (eye[2 * a + 1] ?? 0) - (eye[2 * b + 1] ?? 0))
  let height = 0
  for (let i = 1; i <= 7; i++) height += apart(i, 8 + i)
  const width = apart(0, 8)
  return width > 0 ? height / 7 / width : 0
}
