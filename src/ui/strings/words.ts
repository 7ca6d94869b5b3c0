import { createComponent, createContext, useContext, type JSX } from 'solid-js'
import type { Lang } from '../view.ts'
import { en, type Strings } from './en.ts'
import { fr } from './fr.ts'

const languages: Record<Lang, Strings> = { en, fr }

type Words = { lang(): Lang; t(): Strings }

const english: Words = { lang: () => 'en', t: () => en }
const Spoken = createContext(english)

/** Everything inside speaks this language, and changes it while open. */
export function Speak(props: { lang: Lang; children: JSX.Element }): JSX.Element {
  return createComponent(Spoken.Provider, {
    value: { lang: () => props.lang, t: () => languages[props.lang] },
    get children() {
      return props.children
    },
  })
}

/** The words of the language spoken around here: `t().wall.settings`. */
export const useWords = (): Words => useContext(Spoken)

/** Words for whoever stands outside of the components (the app's own alerts, a document's title). */
export const wordsOf = (lang: Lang): Strings => languages[lang]
