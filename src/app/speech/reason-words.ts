import { sentenceOf } from '../../ui/strings/index.ts'
import { speechWordsOf } from '../../ui/strings/speech.ts'
import type { Lang } from '../../ui/view.ts'

/** Why something was not done, as it is said aloud: a sentence of the ears' own, or what the room says elsewhere. */
export function reasonWords(lang: Lang, reason: string): string {
  const { because } = speechWordsOf(lang)
  if (Object.hasOwn(because, reason)) return because[reason] ?? ''
  const { what, todo } = sentenceOf(lang, reason)
  return `${what} ${todo}`
}
