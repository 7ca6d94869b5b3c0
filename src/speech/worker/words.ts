import type { Stretch } from '../refusal.ts'
import { hear, openDecoder, SOUNDS_OF_WORDS, type Files } from './decoder.ts'

/** Hears the sentences of a grammar. */
export type Words = {
  lookup(word: string): string | undefined
  /** What can be said from now on; each word of it is in the dictionary or in `words`. Throws where the grammar is none. */
  use(jsgf: string, words: readonly (readonly [word: string, sounds: string])[]): void
  recognise(pcm: Float32Array): { text: string; stretches: Stretch[] }
}

/**
 * How far behind the best path one may fall and still be followed. The runtime's own widths are made for dictation, where
 * everything may follow everything: under noise the sentence that was said falls back for a word and is lost, and what is
 * left is another one or none. A grammar has few paths; the last number is what an enormous one may follow at once.
 */
const BEAMS = { beam: 1e-80, pbeam: 1e-80, wbeam: 1e-60, maxhmmpf: 12_000 }

export async function openWords(files: Files): Promise<Words> {
  const decoder = await openDecoder(files, BEAMS)
  const taught = new Map<string, string>()
  const lookup = (word: string) => decoder.lookup_word(word) ?? undefined
  return {
    lookup: (word) => (taught.has(word) ? undefined : lookup(word)),
    use(jsgf, words) {
      const fresh = words.filter(([word, sounds]) => taught.get(word) !== sounds)
      // A word that is said in another way now is said in both: the dictionary keeps what it was taught.
      const entries = fresh.map(([word, sounds]): [string, string] => {
        let key = word
        for (let n = 2; lookup(key) !== undefined; n++) key = `${word}(${n})`
        taught.set(word, sounds)
        return [key, sounds]
      })
      if (entries.length > 0) decoder.add_words(...entries)
      decoder.set_grammar(jsgf)
    },
    recognise: (pcm) => hear(decoder, pcm, SOUNDS_OF_WORDS),
  }
}
