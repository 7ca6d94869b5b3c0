export { loadWords, Speak, useWords, wordsOf } from './words.ts'
export { sentenceFor, type Reason, type Sentence } from './reasons.ts'
export type { Strings } from './en.ts'
