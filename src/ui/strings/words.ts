import { createComponent, createContext, createMemo, createSignal, useContext, type JSX } from 'solid-js'
import { assert } from '../../lib/assert.ts'
import { untilHere } from '../lib/later.ts'
import type { Lang } from '../view.ts'
import type { Strings } from './en.ts'
import { sentenceFor, type LaterReasons, type Sentence } from './reasons.ts'

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

const reasonSources: Record<Lang, () => Promise<LaterReasons>> = {
  en: async () => (await import('./reasons.en.ts')).reasonsEn,
  fr: async () => (await import('./reasons.fr.ts')).reasonsFr,
}
const [reasons, setReasons] = createSignal<Partial<Record<Lang, LaterReasons>>>({})

/** Whatever cannot go wrong on the way in. It comes after the first drawing; what is said meanwhile says it better then. */
export async function loadReasons(lang: Lang): Promise<void> {
  if (reasons()[lang]) return
  const come = await untilHere(reasonSources[lang])
  setReasons((before) => ({ ...before, [lang]: come }))
}

type Words<T = unknown> = { lang(): Lang; t(): Strings & T; sentence(reason: string): Sentence }

const speaking = (lang: () => Lang): Words => ({
  lang,
  t: () => wordsOf(lang()),
  sentence: (reason) => sentenceOf(lang(), reason),
})
const Spoken = createContext(speaking(() => 'en'))

/** Everything inside speaks this language, and changes it while open. */
export function Speak(props: { lang: Lang; children: JSX.Element }): JSX.Element {
  return createComponent(Spoken.Provider, {
    value: speaking(() => props.lang),
    get children() {
      return props.children
    },
  })
}

/** The words of the language spoken around here: `t().common.close`; and what a reason means, in three sentences. */
export const useWords = (): Words => useContext(Spoken)

/** The same with words of a part that is loaded apart from all others, in both languages. */
export function useWordsWith<T>(part: Record<Lang, T>): Words<T> {
  const words = useWords()
  const t = createMemo(() => ({ ...words.t(), ...part[words.lang()] }))
  return { ...words, t }
}

/** Words for whoever stands outside of the components (the app's own alerts, a document's title). */
export function wordsOf(lang: Lang): Strings {
  const words = languages[lang]
  assert(words, 'a language is loaded before it is spoken')
  return words
}

/** What a reason means, for whoever stands outside of the components. */
export const sentenceOf = (lang: Lang, reason: string): Sentence =>
  sentenceFor(wordsOf(lang).enteringReasons, reasons()[lang], reason)
