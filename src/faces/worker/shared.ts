import type { Area, Size } from '../area.ts'
import type { Embedding } from '../embedding.ts'
import type { Box, Face } from '../face.ts'
import type { ModelFailure, ModelPins } from '../models.ts'
import type { Quality, QualityLimits } from '../quality.ts'

/** One picture. It is transferred: the sender cannot use it afterwards, and the worker closes it. */
export type Frame = ImageBitmap | VideoFrame

/**
 * `near` finds faces that fill the picture down to a fifth of its width; `both` asks the far detector, too, which finds
 * most of the smaller ones and costs twice as much. `thorough`, for one picture alone, goes on until it finds somebody:
 * in each part of it, from farther away for a face that fills it, and with the far detector.
 */
export type Reach = 'near' | 'both' | 'thorough'

export type WorkerOptions = {
  /** The folder of models and runtime as an absolute address, without the last slash. */
  modelBase: string
  pins: ModelPins
  quality: QualityLimits
  /** How sure the detector has to be, 0 to 1. */
  leastScore: number
  /** Not after a worker died: whatever the graphics card did then, the processor will not. */
  mayTryGraphics: boolean
  /** After so long unused a model gives its memory back. */
  idleMs: number
}

/** What is asked about one picture. */
export type How = {
  reach: Reach
  /** So many parts of the picture are also looked at closely, in turns: parts.ts. */
  parts: number
  /** Where faces were a moment ago: one that is not found again otherwise is looked for there. */
  follow: readonly Box[]
  /** Only inside it are faces looked for. */
  area: Area
  /** So many faces are compared, the largest first. */
  mostEmbeddings: number
  /** Faces at these places are found, but need no comparing. */
  settled: readonly Box[]
  /** Whether it matters how open eyes are: a larger model looks closely at them. */
  eyes: boolean
  /** Whether "nothing moved since the last whole look" is an answer. */
  mayBeStill: boolean
}

/** A face, and who it looks like where it is good enough to say. */
export type SeenFace = Face & {
  quality: Quality
  /** Height of the eyes over their width: about 0.05 closed, 0.13 to 0.4 open. Unknown where the face is too poor, and where not asked. */
  eyesOpen: number | undefined
  /** The gap between the lips over the mouth's width: near 0 closed. Unknown where the face is too poor. */
  mouthOpen: number | undefined
  embedding: Embedding | undefined
}

/** How long each part took, in ms. */
export type Cost = { detectMs: number; embedMs: number }

export type Request = { id: number } & ({ ask: 'open'; options: WorkerOptions } | ({ ask: 'look'; frame: Frame } & How))
/** `still`: nothing moved, and nothing was looked for. `moved` is the part of the picture that changed, 0 to 1. */
export type Seen = { still: boolean; moved: number; frame: Size; faces: SeenFace[]; cost: Cost }
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
