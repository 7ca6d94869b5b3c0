import { rulesEn } from './rules.en.ts'
import { rulesFr } from './rules.fr.ts'
import { useWords } from './words.ts'

/** Words of the room's rules: walls only. */
export function useRuleWords(): () => typeof rulesEn {
  const { lang } = useWords()
  return () => (lang() === 'fr' ? rulesFr : rulesEn)
}
