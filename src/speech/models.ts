import type { SpeechLang } from './intents.ts'

/** What models/models.json says of the recogniser's files, and what is checked before each is used. */
export type SpeechPins = Readonly<Record<string, { bytes: number; sha256: string }>>

/** Why the recogniser cannot run. */
export type SpeechFailure =
  | { type: 'model-missing'; file: string }
  | { type: 'model-altered'; file: string }
  | { type: 'recogniser-refused'; because: string }

export const FOLDERS: Readonly<Record<SpeechLang, string>> = { en: 'en-us', fr: 'fr-fr' }

/** A wider model of the same language, where the box has been given one (models/make.mjs says so in SERVED). */
export const WIDER: Readonly<Partial<Record<SpeechLang, string>>> = { en: 'en-us-wide' }
export const SERVED = 'served.txt'

/** The sounds of each language's model: what its phone loop is made of. */
export const SOUNDS: Readonly<Record<SpeechLang, readonly string[]>> = {
  en: 'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(' '),
  fr: 'aa ai an au bb ch dd ee ei eu ff gg gn ii in jj kk ll mm nn oe on oo ou pp rr ss tt un uu uy vv ww yy zz'.split(
    ' ',
  ),
}
