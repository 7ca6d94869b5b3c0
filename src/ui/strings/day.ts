import { dayEn } from './day.en.ts'
import { dayFr } from './day.fr.ts'
import { useWords } from './words.ts'

/** Words of the room's day. Apart from all others: a visitor's phone books nothing, and does not load them. */
export function useDayWords(): () => typeof dayEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? dayFr : dayEn)
}
