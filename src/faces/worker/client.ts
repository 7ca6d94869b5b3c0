import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Embedding } from '../embedding.ts'
import type { Face } from '../face.ts'
import { identify, type Identification, type Thresholds } from '../identify.ts'
import type { ModelPins } from '../models.ts'
import type { Quality, QualityLimits } from '../quality.ts'
import type { Template } from '../template.ts'
import { failureOf, startConnection, type ConnectionFailure, type ConnectionState } from './connection.ts'
import { DEFAULTS, type Cost, type Frame, type Reach, type Seen } from './shared.ts'

export type RecogniserOptions = {
  /** Folders from which this page loads MediaPipe's runtime and our models. */
  wasmBase: string
  modelBase: string
  /** From models/models.json, as committed with this version. */
  models: ModelPins
  quality: QualityLimits
  thresholds: Thresholds
  clock: Clock
  spawn?: () => Worker
  leastScore?: number
  idleMs?: number
}

/** A face, and who it is, where it is good enough to say. */
export type Recognised = Face & {
  quality: Quality
  found: Identification | undefined
  embedding: Embedding | undefined
}
export type Asked<T> = Promise<Result<T, ConnectionFailure>>
type How = { reach?: Reach; mostEmbeddings?: number; signal?: AbortSignal }

export type Recogniser = {
  /** Faces and their quality, without who they are: what runs while nobody is enrolled. */
  detect(frame: Frame, how?: How): Asked<{ faces: (Face & { quality: Quality })[]; cost: Cost }>
  recognise(frame: Frame, gallery: readonly Template[], how?: How): Asked<{ faces: Recognised[]; cost: Cost }>
  /** Embeddings of the largest good faces: for enrolment. */
  embed(frame: Frame, how?: How): Asked<Seen>
  /** Resolves when the models are loaded and warm. */
  opened: Promise<Result<void, ConnectionFailure>>
  state(): ConnectionState
  onState(listener: (state: ConnectionState) => void): () => void
  stop(): void
}

/** Faces are found and compared in a worker of their own; frames go there and never come back. */
export function startRecogniser(options: RecogniserOptions): Recogniser {
  const { wasmBase, modelBase, models, quality, thresholds, clock, spawn = spawnWorker } = options
  const { leastScore = DEFAULTS.leastScore, idleMs = DEFAULTS.idleMs } = options
  const { look, ...connection } = startConnection({
    spawn,
    clock,
    options: { wasmBase, modelBase, models, quality, leastScore, idleMs },
  })

  async function see(
    frame: Frame,
    { reach = 'near', mostEmbeddings = DEFAULTS.mostEmbeddings, signal }: How,
  ): Asked<Seen> {
    const answer = await look({ ask: 'look', frame, reach, mostEmbeddings }, signal)
    const failure = failureOf(answer)
    if (failure) return err(failure)
    if (!answer.ok || answer.value.type !== 'seen') return err({ type: 'fault', because: 'another answer than asked' })
    const { faces, cost } = answer.value
    return ok({ faces, cost })
  }

  return {
    ...connection,
    detect: (frame, how = {}) => see(frame, { ...how, mostEmbeddings: 0 }),
    embed: (frame, how = {}) => see(frame, how),
    async recognise(frame, gallery, how = {}) {
      const seen = await see(frame, how)
      if (!seen.ok) return seen
      const faces = seen.value.faces.map((face) => {
        const found = face.embedding && identify(face.embedding, gallery, thresholds)
        return { ...face, found }
      })
      return ok({ faces, cost: seen.value.cost })
    },
  }
}

const spawnWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'faces' })
