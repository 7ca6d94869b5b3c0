import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { WHOLE } from '../area.ts'
import type { ModelPins } from '../models.ts'
import type { QualityLimits } from '../quality.ts'
import { failureOf, startConnection, type ConnectionFailure, type ConnectionState } from './connection.ts'
import { DEFAULTS, type Frame, type How, type Seen } from './shared.ts'

export type FaceWorkerOptions = {
  /** The folder from which this page loads models and runtime: an absolute address, without the last slash. */
  modelBase: string
  /** Out of models/models.json, as committed with this version. */
  pins: ModelPins
  quality: QualityLimits
  clock: Clock
  spawn?: () => Worker
  leastScore?: number
  /** A model unused for so long gives its memory back. */
  idleMs?: number
  /** The whole worker, unasked for so long, ends; the next question starts another. */
  releaseMs?: number
}

export type Asked<T> = Promise<Result<T, ConnectionFailure>>

export type FaceWorker = {
  /**
   * Faces in one picture, largest first, each with its quality and, where that is good, its embedding. With
   * `mostEmbeddings: 0` faces are only found: what runs while nobody is enrolled. The picture is used up.
   */
  look(frame: Frame, how?: Partial<How> & { signal?: AbortSignal }): Asked<Seen>
  /** Starts the worker before it is needed; resolves when the models are loaded and have run once. */
  warm(): Asked<void>
  state(): ConnectionState
  onState(listener: (state: ConnectionState) => void): () => void
  stop(): void
}

/** Faces are found and compared in a worker of their own; frames go there and never come back. */
export function startFaceWorker(options: FaceWorkerOptions): FaceWorker {
  const { modelBase, pins, quality, clock, spawn = spawnWorker } = options
  const { leastScore = DEFAULTS.leastScore, idleMs = DEFAULTS.idleMs, releaseMs = 2 * idleMs } = options
  const { look, ...connection } = startConnection({
    spawn,
    clock,
    options: { modelBase, pins, quality, leastScore, idleMs, mayTryGraphics: true },
    releaseMs,
  })
  return {
    ...connection,
    async look(frame, { signal, ...how } = {}) {
      const answer = await look({ ask: 'look', frame, ...EVERYTHING, ...how }, signal)
      const failure = failureOf(answer)
      if (failure) return err(failure)
      if (!answer.ok || answer.value.type !== 'seen')
        return err({ type: 'fault', because: 'another answer than asked' })
      const { type: _type, id: _id, ...seen } = answer.value
      return ok(seen)
    },
  }
}

const EVERYTHING: How = {
  reach: 'thorough',
  parts: 0,
  follow: [],
  area: WHOLE,
  mostEmbeddings: DEFAULTS.mostEmbeddings,
  settled: [],
  eyes: false,
  mayBeStill: false,
}

const spawnWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'faces' })
