import type { Embedding } from '../embedding.ts'
import type { Face } from '../face.ts'
import type { ModelFailure, ModelPins } from '../models.ts'
import type { Quality, QualityLimits } from '../quality.ts'

/** One picture. It is transferred: the sender cannot use it afterwards, and the worker closes it. */
export type Frame = ImageBitmap | VideoFrame

/** `near` looks for faces that fill the picture down to 64 px, `far` from there to 32 px and costs four times as much. */
export type Reach = 'near' | 'far' | 'near-then-far'

export type WorkerOptions = {
  /** Folders as absolute addresses, without the last slash. */
  wasmBase: string
  modelBase: string
  models: ModelPins
  quality: QualityLimits
  /** How sure the detector has to be, 0 to 1. */
  leastScore: number
  /** After so long unused a model gives its memory back. */
  idleMs: number
}

/** A face, and who it looks like where it is good enough to say. */
export type SeenFace = Face & { quality: Quality; embedding: Embedding | undefined }

/** How long each part took, in ms. */
export type Cost = { detectMs: number; embedMs: number }

export type Request = { id: number } & (
  | { ask: 'open'; options: WorkerOptions }
  | { ask: 'look'; frame: Frame; reach: Reach; mostEmbeddings: number }
)
export type Seen = { faces: SeenFace[]; cost: Cost }
export type Answer = { id: number } & (
  | { type: 'opened' }
  | ({ type: 'seen' } & Seen)
  | { type: 'failed'; failure: WorkerFailure }
)
export type WorkerFailure = ModelFailure | { type: 'fault'; because: string }

export const DEFAULTS = {
  leastScore: 0.5,
  idleMs: 60_000,
  mostEmbeddings: 4,
} as const
