import type { SpeechLang } from '../intents.ts'
import type { SpeechFailure, SpeechPins } from '../models.ts'
import type { Stretch } from '../refusal.ts'

export type SpeechOptions = {
  /** The recogniser's folder as an absolute address, without the last slash. */
  base: string
  pins: SpeechPins
  lang: SpeechLang
}

/** What a worker hears: the words of a grammar, or sounds of none, by the model that the words are heard by. */
export type Part = { hears: 'words' } | { hears: 'sounds'; wider: boolean }

/** A word of the grammar, and how the admin wrote that it sounds. */
export type Spelling = { word: string; soundsLike?: string }

export type Request = { id: number } & (
  | { ask: 'open'; options: SpeechOptions; part: Part }
  /** `spellings`: its words. Where one of them cannot be said, the answer names it and the grammar is not used. */
  | { ask: 'grammar'; jsgf: string; spellings: readonly Spelling[] }
  /** Samples at 16 kHz. They are transferred, and forgotten once they are recognised. */
  | { ask: 'recognise'; pcm: Float32Array<ArrayBuffer> }
)
export type Answer = { id: number } &
  /** `wider`: by the wider model of this language. */
  (
    | { type: 'opened'; wider: boolean }
    /** `sounds`: of each word that was asked about, in that order. */
    | { type: 'used'; unsayable: readonly string[]; sounds: readonly string[] }
    /** `text`: of the words; of sounds there is none. */
    | { type: 'recognised'; text: string; stretches: readonly Stretch[] }
    | { type: 'failed'; failure: SpeechFailure }
  )
