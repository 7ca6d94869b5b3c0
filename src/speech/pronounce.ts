import type { SpeechLang } from './intents.ts'
import { LETTERS, NAMES_OF_LETTERS } from './letters.ts'

/** The recogniser's dictionary: a word's sounds, parted by spaces; undefined where it has none. */
export type Lookup = (word: string) => string | undefined

/**
 * How a word is said: as the admin wrote that it sounds, else as the dictionary says, else as two words of the
 * dictionary in a row, else by its letters. Undefined: in no way that we know, which is shown to the admin.
 */
export function pronounce(word: string, lang: SpeechLang, lookup: Lookup, soundsLike?: string): string | undefined {
  if (soundsLike !== undefined) {
    const parts = soundsLike.toLowerCase().split(/\s+/).filter(Boolean)
    const said = parts.map((part) => pronounce(part, lang, lookup))
    return parts.length > 0 && said.every((one) => one !== undefined) ? said.join(' ') : undefined
  }
  // In French a short word may have run into it: l'écran.
  const [, before = '', rest = ''] = lang === 'fr' ? (/^(\p{L})'(.+)$/u.exec(word) ?? []) : []
  if (rest) {
    const parts = [byLetters(plain(before), lang, 'sounds'), pronounce(rest, lang, lookup)]
    return parts.every((one) => one !== undefined) ? parts.join(' ') : undefined
  }
  return lookup(word) ?? lookup(plain(word)) ?? byParts(plain(word), lookup) ?? byLetters(plain(word), lang)
}

/** Names are often written with signs that a dictionary does not know. */
const plain = (word: string) =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')

/** A part shorter than this would be found in any name. */
const LEAST_PART = 3

function byParts(word: string, lookup: Lookup): string | undefined {
  for (let cut = word.length - LEAST_PART; cut >= LEAST_PART; cut--) {
    const first = lookup(word.slice(0, cut))
    const second = first === undefined ? undefined : lookup(word.slice(cut))
    if (first !== undefined && second !== undefined) return `${first} ${second}`
  }
  return undefined
}

/** By what its letters sound like; without a vowel, letter by letter, as "TV". */
function byLetters(word: string, lang: SpeechLang, as: 'names' | 'sounds' = 'names'): string | undefined {
  const vowels = lang === 'fr' ? /[aeiouy]/ : /[aeiouy]/
  if (!/^[a-z']+$/.test(word)) return undefined
  const letters = word.replaceAll("'", '')
  if (as === 'names' && !vowels.test(letters))
    return (
      [...letters]
        .map((letter) => NAMES_OF_LETTERS[lang][letter] ?? '')
        .join(' ')
        .trim() || undefined
    )
  const sounds: string[] = []
  for (let at = 0; at < letters.length;) {
    const found = LETTERS[lang].find(
      ([spelling, , where]) =>
        letters.startsWith(spelling, at) && (where !== 'end' || at + spelling.length === letters.length),
    )
    if (found?.[1]) sounds.push(found[1])
    at += found?.[0].length ?? 1
  }
  return sounds.join(' ') || undefined
}
