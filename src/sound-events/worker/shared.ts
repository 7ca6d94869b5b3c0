import type { ModelFailure } from '../../faces/models.ts'
import type { SoundEvent } from '../episodes.ts'
import type { SoundPins } from '../models.ts'

export type SoundOptions = {
  /** The folder of models and runtime as an absolute address, without the last slash. */
  modelBase: string
  pins: SoundPins
}

/** `hear`: an eighth of a second at 16 kHz. It is transferred, and forgotten a second later. */
export type Request = { ask: 'open'; options: SoundOptions } | { ask: 'hear'; piece: Float32Array<ArrayBuffer> }
export type Answer =
  | { type: 'opened' }
  | { type: 'heard'; now: SoundEvent[]; speech: boolean; looked: boolean; tookMs: number }
  | { type: 'failed'; failure: ModelFailure }
