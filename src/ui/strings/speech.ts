import { speechEn } from './speech.en.ts'
import { speechFr } from './speech.fr.ts'
import type { Lang } from '../view.ts'
import { useWords } from './words.ts'

export type SpeechWords = typeof speechEn

export const speechWordsOf = (lang: Lang): SpeechWords => (lang === 'fr' ? speechFr : speechEn)

/** Words of talking to the room. Apart from all others: most phones never load them. */
export function useSpeechWords(): () => SpeechWords {
  const { lang } = useWords()
  return () => speechWordsOf(lang())
}
