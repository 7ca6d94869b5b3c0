import { FaceDetector, FilesetResolver, ImageEmbedder } from '@mediapipe/tasks-vision'
import { toHex } from '../../lib/bytes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ModelFailure, ModelName, ModelPin } from '../models.ts'
import type { WorkerOptions } from './shared.ts'

/** MediaPipe's tasks, opened when first needed and closed when long unused. Each has some tens of MB of its own. */
export type Tasks = {
  detector(reach: 'near' | 'far'): Promise<Result<FaceDetector, ModelFailure>>
  embedder(): Promise<Result<ImageEmbedder, ModelFailure>>
}

type Closable = { close(): void }
type Opened = { task: Promise<Result<Closable, ModelFailure>>; usedAtMs: number }

export function makeTasks(options: WorkerOptions): Tasks {
  const opened = new Map<ModelName, Opened>()
  // One after the other: two tasks that open at once take each other's module.
  let last: Promise<unknown> = Promise.resolve()

  function use<T extends Closable>(name: ModelName, create: Create<T>): Promise<Result<T, ModelFailure>> {
    const usedAtMs = performance.now()
    const open = opened.get(name)
    if (open) {
      open.usedAtMs = usedAtMs
      return open.task as Promise<Result<T, ModelFailure>>
    }
    const task = last.then(() => openTask(options, options.models[name], create))
    last = task
    opened.set(name, { task, usedAtMs })
    return task
  }

  setInterval(() => {
    for (const [name, { task, usedAtMs }] of opened)
      if (performance.now() - usedAtMs > options.idleMs) {
        opened.delete(name)
        void task.then((open) => open.ok && open.value.close()) // cannot reject: see openTask
      }
  }, options.idleMs / 4)

  const detect: Create<FaceDetector> = (fileset, modelAssetPath) =>
    FaceDetector.createFromOptions(fileset, {
      baseOptions: { modelAssetPath, delegate: 'CPU' },
      runningMode: 'IMAGE',
      minDetectionConfidence: options.leastScore,
    })
  const embed: Create<ImageEmbedder> = (fileset, modelAssetPath) =>
    ImageEmbedder.createFromOptions(fileset, {
      baseOptions: { modelAssetPath, delegate: 'CPU' },
      runningMode: 'IMAGE',
    })
  return {
    detector: (reach) => use(reach === 'near' ? 'detectorShort' : 'detectorFar', detect),
    embedder: () => use('identity', embed),
  }
}

type Fileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>
type Create<T> = (fileset: Fileset, modelAssetPath: string) => Promise<T>

async function openTask<T>(
  { wasmBase, modelBase }: WorkerOptions,
  pin: ModelPin,
  create: Create<T>,
): Promise<Result<T, ModelFailure>> {
  const address = `${modelBase}/${pin.file}`
  const failure = await checkModel(address, pin)
  if (failure) return err(failure)
  const loaded = await setModuleFactory(wasmBase)
  if (!loaded.ok) return loaded
  try {
    return ok(await create(loaded.value, address))
  } catch (fault) {
    // MediaPipe says what it dislikes about a model in words only.
    return err({ type: 'model-refused', file: pin.file, because: String(fault).slice(0, 300) })
  }
}

/** Reads the file once to compare it with its pin; MediaPipe then takes it from the cache. */
async function checkModel(address: string, { file, sha256 }: ModelPin): Promise<ModelFailure | undefined> {
  const response = await fetch(address).catch(() => undefined) // no network: missing, as a 404 is
  if (!response?.ok) return { type: 'model-missing', file, status: response?.status ?? 0 }
  const found = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer())))
  return found === sha256 ? undefined : { type: 'model-altered', file, sha256: found }
}

/**
 * In a module worker MediaPipe imports its loader for the first task only, takes `self.ModuleFactory` away after each,
 * and then misses it. So it is set anew before each.
 */
async function setModuleFactory(wasmBase: string): Promise<Result<Fileset, ModelFailure>> {
  const fileset = await FilesetResolver.forVisionTasks(wasmBase, true)
  try {
    const loader: { default: unknown } = await import(/* @vite-ignore */ fileset.wasmLoaderPath)
    Object.assign(self, { ModuleFactory: loader.default })
    return ok(fileset)
  } catch {
    return err({ type: 'runtime-missing', file: fileset.wasmLoaderPath })
  }
}
