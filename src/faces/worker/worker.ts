import { assert } from '../../lib/assert.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { CHIP_PX } from '../chip.ts'
import { MESH_PX } from '../landmarks.ts'
import { motionBetween, STILL_PART } from '../motion.ts'
import type { ModelFailure } from '../models.ts'
import { makeTurns, partsOf } from '../parts.ts'
import { hasCanvas } from './canvas.ts'
import { makeCutters } from './chips.ts'
import { hasGraphicsCard } from './delegate.ts'
import { detectFaces } from './detect.ts'
import { readFaces } from './faces.ts'
import { makePainter, sizeOf } from './painted.ts'
import type { Answer, Request, Seen, WorkerFailure, WorkerOptions } from './shared.ts'
import { makeTasks, type Tasks } from './tasks.ts'

type Look = Extract<Request, { ask: 'look' }>
type Open = {
  options: WorkerOptions
  tasks: Tasks
  cutters: ReturnType<typeof makeCutters>
  painter: ReturnType<typeof makePainter>
  /** The picture of the last whole look, small and grey. */
  before: Uint8Array
  turns: ReturnType<typeof makeTurns>
}

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
  if (!hasCanvas() || !('WebAssembly' in self)) return err({ type: 'unable' })
  const tasks = makeTasks(options)
  const detector = await tasks.detector('near')
  if (!detector.ok) return detector
  const landmarks = await tasks.embedder('landmarks')
  if (!landmarks.ok) return landmarks
  const identity = await tasks.embedder('identity')
  if (!identity.ok) return identity
  detector.value.detect(new ImageData(256, 192))
  landmarks.value.embed(new ImageData(MESH_PX, MESH_PX))
  identity.value.embed(new ImageData(CHIP_PX, CHIP_PX))
  if (options.mayTryGraphics && hasGraphicsCard()) await tasks.tryGraphics()
  open = {
    options,
    tasks,
    cutters: makeCutters(),
    painter: makePainter(),
    before: new Uint8Array(),
    turns: makeTurns(),
  }
  return ok(undefined)
}

async function look(opened: Open, request: Look): Promise<Result<Seen, ModelFailure>> {
  const { options, tasks, cutters, painter, before } = opened
  const { frame, area, mayBeStill } = request
  try {
    const begunMs = performance.now()
    const painted = painter.paint(frame, area)
    const grey = painter.greyOf(painted)
    const seen = { moved: motionBetween(before, grey), frame: sizeOf(frame) }
    if (mayBeStill && seen.moved < STILL_PART) {
      const cost = { detectMs: performance.now() - begunMs, embedMs: 0 }
      return ok({ ...seen, still: true, faces: [], cost })
    }
    opened.before = grey
    const parts = opened.turns.next(partsOf(seen.frame), seen.frame, request.parts, [before, grey])
    const found = await detectFaces(tasks, painter, painted, request, parts)
    if (!found.ok) return found
    const detectedMs = performance.now()
    const faces = await readFaces(tasks, cutters, options.quality, found.value, request)
    if (!faces.ok) return faces
    const cost = { detectMs: detectedMs - begunMs, embedMs: performance.now() - detectedMs }
    return ok({ ...seen, still: false, faces: faces.value, cost })
  } finally {
    frame.close()
  }
}
