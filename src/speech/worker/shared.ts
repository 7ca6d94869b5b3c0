import type { SpeechLang } from '../intents.ts'
import type { SpeechFailure, SpeechPins } from '../models.ts'
import type { Fit } from '../refusal.ts'

export type SpeechOptions = {
  /** The recogniser's folder as an absolute address, without the last slash. */
  base: string
  pins: SpeechPins
  lang: SpeechLang
}

/** A word of the grammar, and how the admin wrote that it sounds. */
export type Spelling = { word: string; soundsLike?: string }

export type Request = { id: number } & (
  | { ask: 'open'; options: SpeechOptions }
  /** `spellings`: its words. Where one of them cannot be said, the answer names it and the grammar is not used. */
  | { ask: 'grammar'; jsgf: string; spellings: readonly Spelling[] }
  /** Samples at 16 kHz. They are transferred, and forgotten once they are recognised. */
  | { ask: 'recognise'; pcm: Float32Array<ArrayBuffer> }
)
export type Answer = { id: number } & (
  | { type: 'opened' }
  /** `sounds`: of each word that was asked about, in that order. `wider`: by the wider model of this language. */
  | { type: 'used'; unsayable: readonly string[]; sounds: readonly string[]; wider: boolean }
  | { type: 'recognised'; text: string; fit: Fit }
  | { type: 'failed'; failure: SpeechFailure }
)
