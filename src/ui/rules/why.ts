import { useWords } from '../strings/index.ts'
import { useRecordingWords } from '../strings/recording.ts'
import { useRuleWords } from '../strings/rules.ts'

/** Why a rule came to nothing, in a sentence: its own reasons, those of recordings, or those of whatever it did. */
export function useWhy(): (reason: string) => string {
  const [rules, recording, { sentence }] = [useRuleWords(), useRecordingWords(), useWords()]
  return (reason) => {
    const own: Record<string, string> = rules().why
    const asked: Record<string, { what: string }> = recording().reasons
    if (Object.hasOwn(own, reason)) return own[reason] ?? ''
    return (Object.hasOwn(asked, reason) ? asked[reason] : undefined)?.what ?? sentence(reason).what
  }
}
