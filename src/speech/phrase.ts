/*
 * A phrase as it is written in intents.ts: words, `(this|that)`, `[perhaps]`, and `<slots>`. The same reading gives the
 * recogniser its grammar and gives what it heard its meaning, so the two cannot drift apart.
 */

export type Phrase =
  | { type: 'word'; word: string }
  | { type: 'slot'; slot: string }
  | { type: 'sequence'; parts: readonly Phrase[] }
  | { type: 'choice'; of: readonly Phrase[] }

/** One thing that may stand in a slot: how it is said, what it means, and how it is written. */
export type Entry = { words: readonly string[]; value: string | number; label: string }
/** What may stand in each slot now: things of the room, or phrases with slots of their own. */
export type Slots = Readonly<Record<string, readonly Entry[] | Phrase>>

const TOKEN = /[()[\]|]|<[a-z]+>|[\p{L}\p{M}\d'_-]+/gu

/** Reads a phrase. Throws where it is malformed: phrases are written by us, and tests read all of them. */
export function readPhrase(text: string): Phrase {
  const tokens = text.match(TOKEN) ?? []
  let at = 0
  const phrase = choice()
  if (at < tokens.length) throw new Error(`Phrase has too many closing brackets: ${text}`)
  return phrase

  function choice(): Phrase {
    const of = [sequence()]
    while (tokens[at] === '|') {
      at++
      of.push(sequence())
    }
    return of.length === 1 && of[0] ? of[0] : { type: 'choice', of }
  }
  function sequence(): Phrase {
    const parts: Phrase[] = []
    for (let token = tokens[at]; token !== undefined && !/^[)\]|]$/.test(token); token = tokens[at]) {
      at++
      if (token === '(' || token === '[') {
        const inner = choice()
        if (tokens[at++] !== (token === '(' ? ')' : ']')) throw new Error(`Phrase is not closed: ${text}`)
        parts.push(token === '(' ? inner : { type: 'choice', of: [inner, NOTHING] })
      } else if (token.startsWith('<')) parts.push({ type: 'slot', slot: token.slice(1, -1) })
      else parts.push({ type: 'word', word: token })
    }
    return parts.length === 1 && parts[0] ? parts[0] : { type: 'sequence', parts }
  }
}

const NOTHING: Phrase = { type: 'sequence', parts: [] }

/** The phrase without what cannot be said now, because a slot in it has nothing to stand there. */
export function prune(phrase: Phrase, slots: Slots): Phrase | undefined {
  if (phrase.type === 'word') return phrase
  if (phrase.type === 'slot') {
    const found = Object.hasOwn(slots, phrase.slot) ? slots[phrase.slot] : undefined
    if (!found) return undefined
    return isEntries(found) ? (found.length > 0 ? phrase : undefined) : prune(found, slots) && phrase
  }
  if (phrase.type === 'choice') {
    const of = phrase.of.map((one) => prune(one, slots)).filter((one) => one !== undefined)
    return of.length === 1 && of[0] ? of[0] : of.length > 0 ? { type: 'choice', of } : undefined
  }
  const parts = phrase.parts.map((part) => prune(part, slots))
  return parts.every((part) => part !== undefined) ? { type: 'sequence', parts } : undefined
}

/** What the slots say, and the sentence as it is written; `next`: how many words that took. */
export type Matched = { slots: Readonly<Record<string, string | number>>; said: readonly string[]; next: number }

/** Every way in which the words from `from` on begin with this phrase. */
export function* matches(phrase: Phrase, words: readonly string[], from: number, slots: Slots): Generator<Matched> {
  switch (phrase.type) {
    case 'word':
      if (words[from] === phrase.word) yield { slots: {}, said: [phrase.word], next: from + 1 }
      return
    case 'choice':
      for (const one of phrase.of) yield* matches(one, words, from, slots)
      return
    case 'sequence':
      yield* inSequence(phrase.parts, words, from, slots)
      return
    case 'slot': {
      const found = Object.hasOwn(slots, phrase.slot) ? slots[phrase.slot] : undefined
      if (!found) return
      if (!isEntries(found)) {
        for (const inner of matches(found, words, from, slots))
          yield { ...inner, slots: { ...inner.slots, [phrase.slot]: inner.said.join(' ') } }
        return
      }
      for (const { words: spoken, value, label } of found)
        if (spoken.every((word, i) => words[from + i] === word))
          yield { slots: { [phrase.slot]: value }, said: [label], next: from + spoken.length }
    }
  }
}

function* inSequence(
  [first, ...rest]: readonly Phrase[],
  words: readonly string[],
  from: number,
  slots: Slots,
): Generator<Matched> {
  if (!first) {
    yield { slots: {}, said: [], next: from }
    return
  }
  for (const head of matches(first, words, from, slots))
    for (const tail of inSequence(rest, words, head.next, slots))
      yield { slots: { ...head.slots, ...tail.slots }, said: [...head.said, ...tail.said], next: tail.next }
}

export const isEntries = (slot: readonly Entry[] | Phrase): slot is readonly Entry[] => Array.isArray(slot)
