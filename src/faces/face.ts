/** In pixels of the frame, from its top left corner. */
export type Point = { x: number; y: number }
export type Box = Point & { width: number; height: number }

/** Left and right are those of the picture, not of the person. */
export type Keypoints = { leftEye: Point; rightEye: Point; nose: Point; mouth: Point }

/** A face as the detector found it. */
export type Face = { box: Box; keypoints: Keypoints; score: number }

/** Intersection over union: 1 for the same box, 0 where they do not touch. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (width <= 0 || height <= 0) return 0
  const both = width * height
  return both / (a.width * a.height + b.width * b.height - both)
}

/** Faces of several looks as one list: of two that overlap, or of which one lies in the other, the surer. Largest first. */
export function mergeFaces(faces: readonly Face[], mostOverlap = 0.3): Face[] {
  const kept: Face[] = []
  for (const face of faces.toSorted((a, b) => b.score - a.score))
    if (kept.every(({ box }) => overlap(box, face.box) <= mostOverlap && within(box, face.box) <= MOST_WITHIN))
      kept.push(face)
  return kept.toSorted((a, b) => b.box.width - a.box.width)
}

/** How much of the smaller box the two share: 1 where it lies in the other. */
function within(a: Box, b: Box): number {
  const shared = overlap(a, b)
  const [one, other] = [a.width * a.height, b.width * b.height]
  return ((one + other) * shared) / (1 + shared) / Math.min(one, other)
}
const MOST_WITHIN = 0.6

/** How far the head is turned: 0 looks at the camera, about ±1 is a profile; positive towards the picture's right. */
export function turnOf({ leftEye, rightEye, nose }: Keypoints): number {
  const across = { x: rightEye.x - leftEye.x, y: rightEye.y - leftEye.y }
  const squared = across.x ** 2 + across.y ** 2
  if (squared === 0) return 1 // both eyes on one spot: seen wholly from the side
  const along = ((nose.x - leftEye.x) * across.x + (nose.y - leftEye.y) * across.y) / squared
  return 2 * along - 1
}
