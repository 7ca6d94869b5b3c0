import type { Lang } from '../view.ts'
import { listeningEn } from './listening.en.ts'
import { listeningFr } from './listening.fr.ts'
import { useWords } from './words.ts'

const listeningWordsOf = (lang: Lang) => (lang === 'fr' ? listeningFr : listeningEn)

/** Words of listening for sounds. Apart from all others: no phone loads them. */
export function useListeningWords() {
  const { lang } = useWords()
  return () => listeningWordsOf(lang())
}
