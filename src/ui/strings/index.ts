export { loadReasons, loadWords, sentenceOf, Speak, useWords, wordsOf } from './words.ts'
export type { Reason, Sentence } from './reasons.ts'
export type { Strings } from './en.ts'
