import { servicesEn } from './services.en.ts'
import { servicesFr } from './services.fr.ts'
import { useWords } from './words.ts'

/** Words of services. Apart from all others: a visitor's phone does not load them. */
export function useServiceWords(): () => typeof servicesEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? servicesFr : servicesEn)
}
