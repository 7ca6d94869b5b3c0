import { INTENTS, NOTES, type IntentName, type SpeechLang } from './intents.ts'
import { isEntries, matches, prune, readPhrase, type Phrase, type Slots } from './phrase.ts'
import { roomSlots, type RoomWords } from './room-words.ts'

/** What can be said in this room now. */
export type Grammar = {
  lang: SpeechLang
  /** For the recogniser. */
  jsgf: string
  /** Every word in it, so that each can be looked up and taught before it is used. */
  words: readonly string[]
  intents: readonly { name: IntentName; phrase: Phrase }[]
  slots: Slots
}

/** The intents about one thing: `IntentOf<'display'>` is `display.note`, `display.next` and so on. */
export type IntentOf<About extends string> = Extract<IntentName, `${About}.${string}`>

/** A request that was understood: its name, its slots, and the sentence as it is written. */
export type Intent = { name: IntentName; slots: Readonly<Record<string, string | number>>; said: string }

/** More of them than a room has would make each utterance slow; the rest cannot be said, and Settings says so. */
export const MOST_NAMES = 200

/** The grammar of a room. `without`: words that nobody can pronounce here; what needs them is left out. */
export function grammarOf(lang: SpeechLang, room: RoomWords, without: ReadonlySet<string> = new Set()): Grammar {
  const all = roomSlots(lang, room, MOST_NAMES)
  const slots: Record<string, Slots[string]> = { note: readPhrase(NOTES[lang].join('|')) }
  for (const [slot, entries] of Object.entries(all))
    slots[slot] = entries.filter(({ words }) => words.length > 0 && !words.some((word) => without.has(word)))
  const intents = INTENTS.flatMap(({ name, [lang]: phrases }) =>
    phrases.flatMap((text) => {
      const phrase = prune(readPhrase(text), slots)
      return phrase && ![...wordsIn(phrase)].some((word) => without.has(word)) ? [{ name, phrase }] : []
    }),
  )
  const rules = Object.entries(slots).flatMap(([slot, body]) => {
    const written = isEntries(body) ? body.map(({ words }) => words.join(' ')).join(' | ') : prunedRule(body, slots)
    return written ? [`<${slot}> = ${written} ;`] : []
  })
  const top = `public <request> = ${intents.map(({ phrase }) => jsgfOf(phrase)).join('\n  | ')} ;`
  const words = new Set([
    ...intents.flatMap(({ phrase }) => [...wordsIn(phrase)]),
    ...Object.values(slots).flatMap((body) =>
      isEntries(body) ? body.flatMap(({ words: said }) => [...said]) : [...wordsIn(body)],
    ),
  ])
  return {
    lang,
    jsgf: ['#JSGF V1.0 UTF-8;', 'grammar room;', ...rules, top].join('\n'),
    words: [...words],
    intents,
    slots,
  }
}

/** What a recognised sentence asks for; undefined where it is none of ours. */
export function understand(text: string, { intents, slots }: Grammar): Intent | undefined {
  const words = text.split(/\s+/).filter((word) => word.length > 0)
  for (const { name, phrase } of intents)
    for (const matched of matches(phrase, words, 0, slots))
      if (matched.next === words.length) return { name, slots: matched.slots, said: matched.said.join(' ') }
  return undefined
}

const prunedRule = (body: Phrase, slots: Slots) => {
  const pruned = prune(body, slots)
  return pruned && jsgfOf(pruned)
}

function jsgfOf(phrase: Phrase): string {
  if (phrase.type === 'word') return phrase.word
  if (phrase.type === 'slot') return `<${phrase.slot}>`
  if (phrase.type === 'sequence') return phrase.parts.map(jsgfOf).join(' ')
  const said = phrase.of.filter((one) => one.type !== 'sequence' || one.parts.length > 0).map(jsgfOf)
  const optional = said.length < phrase.of.length
  return optional ? `[ ${said.join(' | ')} ]` : `( ${said.join(' | ')} )`
}

function* wordsIn(phrase: Phrase): Generator<string> {
  if (phrase.type === 'word') yield phrase.word
  if (phrase.type === 'sequence') for (const part of phrase.parts) yield* wordsIn(part)
  if (phrase.type === 'choice') for (const one of phrase.of) yield* wordsIn(one)
}
