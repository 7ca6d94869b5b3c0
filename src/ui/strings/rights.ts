import { rightsEn } from './rights.en.ts'
import { rightsFr } from './rights.fr.ts'
import { useWords } from './words.ts'

/** Words of who may what. Apart from all others: hardly a visitor's phone needs them. */
export function useRightsWords(): () => typeof rightsEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? rightsFr : rightsEn)
}
