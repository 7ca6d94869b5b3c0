import { createComponent, createContext, useContext, type JSX } from 'solid-js'
import { assert } from '../../lib/assert.ts'
import type { Lang } from '../view.ts'
import type { Strings } from './en.ts'

/** A device speaks one language, so it loads one: the other comes when somebody asks for it. */
const sources: Record<Lang, () => Promise<Strings>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
}
const languages: Partial<Record<Lang, Strings>> = {}

/** Must have come to its end before anything is said in this language. */
export async function loadWords(lang: Lang): Promise<void> {
  languages[lang] ??= await sources[lang]()
}

type Words = { lang(): Lang; t(): Strings }

const english: Words = { lang: () => 'en', t: () => wordsOf('en') }
const Spoken = createContext(english)

/** Everything inside speaks this language, and changes it while open. */
export function Speak(props: { lang: Lang; children: JSX.Element }): JSX.Element {
  return createComponent(Spoken.Provider, {
    value: { lang: () => props.lang, t: () => wordsOf(props.lang) },
    get children() {
      return props.children
    },
  })
}

/** The words of the language spoken around here: `t().wall.settings`. */
export const useWords = (): Words => useContext(Spoken)

/** Words for whoever stands outside of the components (the app's own alerts, a document's title). */
export function wordsOf(lang: Lang): Strings {
  const words = languages[lang]
  assert(words, 'a language is loaded before it is spoken')
  return words
}
