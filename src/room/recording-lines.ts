import type * as Y from 'yjs'
import { displaysOf, notesOf, type Shown } from './commons.ts'

/** What minutes say besides who was there and what was heard: what stood on the walls, and what was noted. */
export type Line = { what: 'shown' | 'noted'; words: string; byName: string }
export const LINE_LETTERS = 200

/**
 * What there is to say now, by a key that changes when it does: all that is up, and what was noted since the recording
 * began. What was noted before, nobody agreed to have in any minutes.
 */
export function linesNow(commons: Y.Doc, sinceMs: number): Map<string, Line> {
  const lines = new Map<string, Line>()
  for (const { target, what } of displaysOf(commons)) {
    const words = wordsOf(what)
    lines.set(`shown ${target} ${words}`, { what: 'shown', words: cut(words), byName: what.byName })
  }
  for (const { id, text, byName, at } of notesOf(commons))
    if (at >= sinceMs) lines.set(`noted ${id}`, { what: 'noted', words: cut(text), byName })
  return lines
}

/** Empty: somebody's screen, of which nothing is kept. */
function wordsOf(shown: Shown): string {
  if (shown.kind === 'screen') return ''
  if (shown.kind === 'text') return shown.text
  return shown.page ? `${shown.name}, ${shown.page.number}/${shown.page.of}` : shown.name
}

/** Never through the middle of a letter that takes two. */
const cut = (words: string) =>
  words.length > LINE_LETTERS ? `${words.slice(0, LINE_LETTERS - 2).replace(/[\ud800-\udbff]$/, '')} …` : words
