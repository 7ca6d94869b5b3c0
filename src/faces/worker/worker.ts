import type { FaceDetector, ImageEmbedder } from '@mediapipe/tasks-vision'
import { assert } from '../../lib/assert.ts'
import { ok, type Result } from '../../lib/result.ts'
import { CHIP_PX } from '../chip.ts'
import { toEmbedding, type Embedding } from '../embedding.ts'
import { mergeFaces, type Face } from '../face.ts'
import type { ModelFailure } from '../models.ts'
import { judgePose, judgeQuality, lightOf } from '../quality.ts'
import { makeChipCutter } from './chips.ts'
import type { Answer, Frame, Reach, Request, Seen, SeenFace, WorkerFailure, WorkerOptions } from './shared.ts'
import { makeTasks, type Tasks } from './tasks.ts'

type Look = Extract<Request, { ask: 'look' }>
type Open = { options: WorkerOptions; tasks: Tasks; cut: ReturnType<typeof makeChipCutter> }

let open: Open | undefined
// Requests are answered in order, one at a time: the models run on this thread anyway.
let last: Promise<void> = Promise.resolve()

self.addEventListener('message', (event: MessageEvent<Request>) => {
  last = last.then(() => answer(event.data))
})

async function answer(request: Request): Promise<void> {
  const { id } = request
  try {
    if (request.ask === 'open') {
      const opened = await openAll(request.options)
      return post(opened.ok ? { id, type: 'opened' } : { id, type: 'failed', failure: opened.error })
    }
    assert(open, 'the client opens before it looks')
    const seen = await look(open, request)
    post(seen.ok ? { id, type: 'seen', ...seen.value } : { id, type: 'failed', failure: seen.error })
  } catch (fault) {
    post({ id, type: 'failed', failure: { type: 'fault', because: String(fault).slice(0, 300) } })
  }
}

function post(message: Answer): void {
  const faces = message.type === 'seen' ? message.faces : []
  self.postMessage(message, { transfer: faces.flatMap(({ embedding }) => embedding?.buffer ?? []) })
}

/** Also runs each model once on grey, so that the first person does not wait for that. */
async function openAll(options: WorkerOptions): Promise<Result<void, WorkerFailure>> {
  const tasks = makeTasks(options)
  const detector = await tasks.detector('near')
  if (!detector.ok) return detector
  const embedder = await tasks.embedder()
  if (!embedder.ok) return embedder
  detector.value.detect(new ImageData(640, 480))
  embedder.value.embed(new ImageData(CHIP_PX, CHIP_PX))
  open = { options, tasks, cut: makeChipCutter() }
  return ok(undefined)
}

async function look({ options, tasks, cut }: Open, request: Look): Promise<Result<Seen, ModelFailure>> {
  const { frame, reach, mostEmbeddings } = request
  try {
    const begunMs = performance.now()
    const found = await detect(tasks, frame, reach)
    if (!found.ok) return found
    const detectedMs = performance.now()
    const embedder = mostEmbeddings > 0 ? await tasks.embedder() : undefined
    if (embedder?.ok === false) return embedder
    const faces = found.value.map((face, i): SeenFace => {
      const pose = judgePose(face, options.quality)
      if (pose) return { ...face, quality: pose, embedding: undefined }
      const chip = cut(frame, face.keypoints)
      const quality = judgeQuality(face, lightOf(chip.data, CHIP_PX), options.quality)
      const worthIt = embedder && i < mostEmbeddings && quality.type === 'good'
      if (!worthIt) return { ...face, quality, embedding: undefined }
      return { ...face, quality, embedding: embed(embedder.value, chip) }
    })
    const cost = { detectMs: detectedMs - begunMs, embedMs: performance.now() - detectedMs }
    return ok({ faces, cost })
  } finally {
    frame.close()
  }
}

async function detect(tasks: Tasks, frame: Frame, reach: Reach): Promise<Result<Face[], ModelFailure>> {
  const faces: Face[] = []
  for (const one of ['near', 'far'] as const) {
    if (reach !== one && (reach !== 'near-then-far' || faces.length > 0)) continue
    const detector = await tasks.detector(one)
    if (!detector.ok) return detector
    faces.push(...facesOf(detector.value, frame))
  }
  return ok(mergeFaces(faces))
}

/** Keypoints come in parts of the frame, boxes in pixels. */
function facesOf(detector: FaceDetector, frame: Frame): Face[] {
  const [width, height] =
    'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height]
  return detector.detect(frame).detections.flatMap(({ boundingBox, keypoints, categories }) => {
    const [leftEye, rightEye, nose, mouth] = keypoints.map(({ x, y }) => ({ x: x * width, y: y * height }))
    if (!boundingBox || !leftEye || !rightEye || !nose || !mouth) return []
    const box = { x: boundingBox.originX, y: boundingBox.originY, width: boundingBox.width, height: boundingBox.height }
    return [{ box, keypoints: { leftEye, rightEye, nose, mouth }, score: categories[0]?.score ?? 0 }]
  })
}

function embed(embedder: ImageEmbedder, chip: ImageData): Embedding {
  const embedding = toEmbedding(embedder.embed(chip).embeddings[0]?.floatEmbedding ?? [])
  assert(embedding.ok, 'the identity model answers with 128 finite numbers')
  return embedding.value
}
