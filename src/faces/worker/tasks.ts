import { FaceDetector, ImageEmbedder } from '@mediapipe/tasks-vision'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ModelFailure, ModelName } from '../models.ts'
import { prefersGraphics, tryOut, type Delegate } from './delegate.ts'
import { loadRuntime, MODEL_FILE, readPinned, type Runtime } from './runtime.ts'
import type { WorkerOptions } from './shared.ts'
import { makeShortcut } from './shortcut.ts'

/** MediaPipe's tasks, opened when first needed and closed when long unused. Each has some tens of MB of its own. */
export type Tasks = {
  detector(reach: 'near' | 'far'): Promise<Result<FaceDetector, ModelFailure>>
  embedder(model: 'identity' | 'landmarks' | 'eyes'): Promise<Result<ImageEmbedder, ModelFailure>>
  /** Lets the graphics card compute who it is, where it is clearly faster and says the same. */
  tryGraphics(): Promise<void>
}

type Closable = { close(): void }
type Opened = { task: Promise<Result<Closable, ModelFailure>>; usedAtMs: number }
type Create<T> = (fileset: Runtime['fileset']) => Promise<T>

export function makeTasks(options: WorkerOptions): Tasks {
  const opened = new Map<ModelName, Opened>()
  const runtime = loadRuntime(options)
  // One after the other: see Runtime.
  let last: Promise<unknown> = Promise.resolve()

  function use<T extends Closable>(name: ModelName, create: Create<T>): Promise<Result<T, ModelFailure>> {
    const usedAtMs = performance.now()
    const open = opened.get(name)
    if (open) {
      open.usedAtMs = usedAtMs
      return open.task as Promise<Result<T, ModelFailure>>
    }
    const task = last.then(() => openTask(name, create))
    last = task
    opened.set(name, { task, usedAtMs })
    return task
  }

  async function openTask<T>(name: ModelName, create: Create<T>): Promise<Result<T, ModelFailure>> {
    const pin = options.pins.models[name]
    const model = await readPinned(options.modelBase, pin)
    if (!model.ok) return model
    const loaded = await runtime
    if (!loaded.ok) return loaded
    try {
      return ok(await loaded.value.create(model.value, () => create(loaded.value.fileset)))
    } catch (fault) {
      // MediaPipe says what it dislikes about a model in words only.
      return err({ type: 'model-refused', file: pin.file, because: String(fault).slice(0, 300) })
    }
  }

  setInterval(() => {
    for (const [name, { task, usedAtMs }] of opened)
      if (performance.now() - usedAtMs > options.idleMs) {
        opened.delete(name)
        void task.then((open) => open.ok && open.value.close()) // cannot reject: see openTask
      }
  }, options.idleMs / 4)

  const detect: Create<FaceDetector> = (fileset) =>
    FaceDetector.createFromOptions(fileset, {
      baseOptions: { modelAssetBuffer: fromFile(), delegate: 'CPU' },
      runningMode: 'IMAGE',
      canvas: makeShortcut(),
      minDetectionConfidence: options.leastScore,
    })
  const embedOn =
    (delegate: Delegate): Create<ImageEmbedder> =>
    (fileset) =>
      ImageEmbedder.createFromOptions(fileset, {
        baseOptions: { modelAssetBuffer: fromFile(), delegate },
        runningMode: 'IMAGE',
        ...(delegate === 'CPU' ? { canvas: makeShortcut() } : {}),
      })
  let identityOn: Delegate = 'CPU'

  async function tryGraphics(): Promise<void> {
    const cpu = await use('identity', embedOn('CPU'))
    const gpu = await openTask('identity', embedOn('GPU'))
    if (!cpu.ok || !gpu.ok) return
    const isBetter = prefersGraphics(tryOut(cpu.value), tryOut(gpu.value))
    const [kept, closed] = isBetter ? [gpu, cpu] : [cpu, gpu]
    closed.value.close()
    if (isBetter) identityOn = 'GPU'
    opened.set('identity', { task: Promise.resolve(kept), usedAtMs: performance.now() })
  }

  return {
    detector: (reach) => use(reach === 'near' ? 'detectorShort' : 'detectorFar', detect),
    embedder: (model) => use(model, embedOn(model === 'identity' ? identityOn : 'CPU')),
    tryGraphics,
  }
}

/**
 * MediaPipe takes a model as bytes, as a stream of them, or as an address that it fetches, unverified, into its file
 * system. The file is there already, and verified; of a stream that ends after one piece it takes the piece as it is, and
 * a piece that is text for the file's name.
 */
function fromFile(): ReadableStreamDefaultReader {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(MODEL_FILE)
      controller.close()
    },
  }).getReader()
}
