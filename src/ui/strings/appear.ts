import { appearEn } from './appear.en.ts'
import { appearFr } from './appear.fr.ts'
import { useWords } from './words.ts'

export type AppearWords = typeof appearEn

/** Words about files that appear by themselves. Apart from all others: a visitor's phone does not load them. */
export function useAppearWords(): () => AppearWords {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? appearFr : appearEn)
}
