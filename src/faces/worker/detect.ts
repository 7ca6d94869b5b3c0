import type { FaceDetector } from '@mediapipe/tasks-vision'
import { ok, type Result } from '../../lib/result.ts'
import { isInside, type Area } from '../area.ts'
import { mergeFaces, type Face } from '../face.ts'
import type { ModelFailure } from '../models.ts'
import { sizeOf, type makePainter, type Painted } from './painted.ts'
import type { Frame, Reach } from './shared.ts'
import type { Tasks } from './tasks.ts'

type Look = { frame: Frame; area: Area; reach: Reach }

/** Faces in the area, the largest first, in pixels of the frame. */
export async function detectFaces(
  tasks: Tasks,
  painter: ReturnType<typeof makePainter>,
  painted: Painted,
  { frame, area, reach }: Look,
): Promise<Result<Face[], ModelFailure>> {
  const near = await tasks.detector('near')
  if (!near.ok) return near
  const faces = facesOf(near.value, painted)
  if (reach === 'both' || (reach === 'near-then-far' && faces.length === 0)) {
    const far = await tasks.detector('far')
    if (!far.ok) return far
    faces.push(...facesOf(far.value, painted))
  }
  if (reach === 'near-then-far' && faces.length === 0)
    faces.push(...facesOf(near.value, painter.paint(frame, area, { farther: true })))
  const size = sizeOf(frame)
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
