import { egressEn } from './egress.en.ts'
import { egressFr } from './egress.fr.ts'
import { useWords } from './words.ts'

/** Words about what has left the room: walls only. */
export function useEgressWords(): () => typeof egressEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? egressFr : egressEn)
}
