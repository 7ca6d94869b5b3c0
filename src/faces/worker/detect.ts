import type { FaceDetector } from '@mediapipe/tasks-vision'
import { ok, type Result } from '../../lib/result.ts'
import { isInside, type Area } from '../area.ts'
import { mergeFaces, overlap, type Box, type Face } from '../face.ts'
import type { ModelFailure } from '../models.ts'
import { aroundFace, isWhole, partsOf } from '../parts.ts'
import { sizeOf, type makePainter, type Painted } from './painted.ts'
import type { Frame, Reach } from './shared.ts'
import type { Tasks } from './tasks.ts'

type Look = { frame: Frame; area: Area; reach: Reach; follow: readonly Box[] }

/** So many faces of one frame are looked at closely because they are small, and so many because they were lost. */
const MOST_CLOSE_LOOKS = 4
/**
 * A face narrower than so much of the frame is found once more in a square around it: in the whole its eyes are no more
 * than guessed, and what is no face is not found a second time.
 */
const SMALL = 0.2

/** Faces in the area, the largest first, in pixels of the frame. `parts` are looked at closely as well. */
export async function detectFaces(
  tasks: Tasks,
  painter: ReturnType<typeof makePainter>,
  painted: Painted,
  { frame, area, reach, follow }: Look,
  parts: readonly Box[],
): Promise<Result<Face[], ModelFailure>> {
  const near = await tasks.detector('near')
  if (!near.ok) return near
  const size = sizeOf(frame)
  const inPart = (part: Box) =>
    facesOf(near.value, painter.paintPart(frame, area, part)).filter(({ box }) => isWhole(box, part, size))
  const inWhole = facesOf(near.value, painted)
  // Once `painter` paints again, `painted` is no more: the far detector comes first where it is asked for anyway.
  if (reach === 'both') {
    const far = await tasks.detector('far')
    if (!far.ok) return far
    inWhole.push(...facesOf(far.value, painted))
  }
  const isSmall = ({ box }: Face) => box.width < SMALL * size.width
  const [small, rest] = [inWhole.filter(isSmall), inWhole.filter((face) => !isSmall(face))]
  const faces = [
    ...rest,
    ...mergeFaces(small).flatMap((face, i) => (i < MOST_CLOSE_LOOKS ? inPart(aroundFace(face.box)) : face)),
  ]
  for (const part of parts) faces.push(...inPart(part))
  const lost = follow.filter((place) => faces.every(({ box }) => overlap(box, place) < 0.3))
  for (const place of lost.slice(0, MOST_CLOSE_LOOKS)) faces.push(...inPart(aroundFace(place)))
  if (reach === 'thorough' && faces.length === 0) {
    faces.push(...partsOf(size).flatMap(inPart))
    if (faces.length === 0) faces.push(...facesOf(near.value, painter.paint(frame, area, { farther: true })))
    if (faces.length === 0) {
      const far = await tasks.detector('far')
      if (!far.ok) return far
      faces.push(...facesOf(far.value, painter.paint(frame, area)))
    }
  }
  return ok(mergeFaces(faces.filter(({ box }) => isInside(area, box, size))))
}

/** The detector's keypoints come in parts of the canvas, its boxes in pixels of it. */
function facesOf(detector: FaceDetector, { canvas, at, scale }: Painted): Face[] {
  const { width, height } = canvas
  const toFrame = (x: number, y: number) => ({ x: (x - at.x) * scale, y: (y - at.y) * scale })
  return detector.detect(canvas).detections.flatMap(({ boundingBox, keypoints, categories }) => {
    const [leftEye, rightEye, nose, mouth] = keypoints.map(({ x, y }) => toFrame(x * width, y * height))
    if (!boundingBox || !leftEye || !rightEye || !nose || !mouth) return []
    const corner = toFrame(boundingBox.originX, boundingBox.originY)
    const box = { ...corner, width: boundingBox.width * scale, height: boundingBox.height * scale }
    return [{ box, keypoints: { leftEye, rightEye, nose, mouth }, score: categories[0]?.score ?? 0 }]
  })
}
