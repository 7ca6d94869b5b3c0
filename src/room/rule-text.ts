import { err, ok, type Result } from '../lib/result.ts'
import { FITS, type Effect, type Fact, type Rule } from './rules.ts'

/*
 * Rules as people write them. The language is small and English everywhere, as the names of files are; a form writes it too.
 *
 *   rule   = ("when" | "while") fact {"and" fact} "then" effect {"," effect}
 *   fact   = "Name" is [not] here | anybody is here | nobody is here | at least N are here | a stranger is here
 *          | no stranger is here | the lamp is on | the lamp is off | a booking lasts | no booking lasts | "Title" lasts | it is between HH:MM and HH:MM
 *          | somebody knocks | somebody claps | an alarm sounds
 *   effect = show "…" | show file "…" | note "…" | say "…" | blank | lamp on | lamp off | record at "Screen"
 */

export const RULE_LETTERS = 400
const MOST_PARTS = 6

/** What was wrong, and before which letter it was noticed, from 0. */
export type RuleFault = {
  reason:
    | 'rule-begin'
    | 'rule-fact'
    | 'rule-then'
    | 'rule-effect'
    | 'rule-words'
    | 'rule-owner'
    | 'rule-end'
    | 'rule-kind'
    | 'rule-long'
  at: number
}

type Token = { at: number; word?: string; quoted?: string; number?: number; minute?: number }

/** Reads a rule; a fault says what was expected and where. Never throws. */
export function parseRule(text: string): Result<Rule, RuleFault> {
  if (text.length > RULE_LETTERS) return fault('rule-long', RULE_LETTERS)
  const tokens = tokensOf(text)
  if (!tokens.ok) return tokens
  const rest = [...tokens.value]
  const end = text.length
  const here = () => rest[0]?.at ?? end
  /** Takes these words if they come next. */
  const take = (...words: readonly string[]): boolean => {
    if (!words.every((word, n) => rest[n]?.word === word)) return false
    rest.splice(0, words.length)
    return true
  }

  const as = take('when') ? 'when' : take('while') ? 'while' : undefined
  if (!as) return fault('rule-begin', here())
  const facts: Fact[] = []
  do {
    const fact = takeFact()
    if (!fact || facts.length === MOST_PARTS) return fault('rule-fact', here())
    facts.push(fact)
  } while (take('and'))
  if (!take('then')) return fault('rule-then', here())
  const effects: Effect[] = []
  do {
    const at = here()
    const name = rest.shift()?.word
    if (!isEffect(name) || effects.length === MOST_PARTS) return fault('rule-effect', at)
    if (!(FITS[as] as readonly string[]).includes(name)) return fault('rule-kind', at)
    if (name === 'blank') effects.push({ do: name })
    else if (name === 'lamp') {
      const on = take('on')
      if (!on && !take('off')) return fault('rule-effect', here())
      effects.push({ do: name, on })
    } else if (name === 'record') {
      const owner = take('at') ? rest[0]?.quoted?.trim() : undefined
      // One that does it: what a rule records twice, at two screens, would be asked for twice.
      if (!owner || effects.some((effect) => effect.do === name)) return fault('rule-owner', here())
      rest.shift()
      effects.push({ do: name, owner })
    } else {
      const isFile = name === 'show' && take('file')
      const words = rest[0]?.quoted?.trim()
      if (!words) return fault('rule-words', here())
      rest.shift()
      effects.push({ do: isFile ? 'file' : name, text: words })
    }
  } while (take(','))
  return rest.length > 0 ? fault('rule-end', here()) : ok({ as, facts, effects })

  function takeFact(): Fact | undefined {
    const name = rest[0]?.quoted?.trim()
    if (name && rest[1]?.word === 'lasts') {
      rest.splice(0, 2)
      return { is: 'booking', title: name, not: false }
    }
    if (name && rest[1]?.word === 'is') {
      rest.splice(0, 2)
      const not = take('not')
      return take('here') ? { is: 'here', who: name, not } : undefined
    }
    if (take('anybody', 'is', 'here')) return { is: 'anybody', not: false }
    if (take('nobody', 'is', 'here')) return { is: 'anybody', not: true }
    if (take('a', 'stranger', 'is', 'here')) return { is: 'stranger', not: false }
    if (take('no', 'stranger', 'is', 'here')) return { is: 'stranger', not: true }
    if (take('the', 'lamp', 'is', 'on')) return { is: 'lamp', on: true }
    if (take('the', 'lamp', 'is', 'off')) return { is: 'lamp', on: false }
    if (take('a', 'booking', 'lasts')) return { is: 'booking', not: false }
    if (take('no', 'booking', 'lasts')) return { is: 'booking', not: true }
    if (take('somebody', 'knocks')) return { is: 'sound', sound: 'knock' }
    if (take('somebody', 'claps')) return { is: 'sound', sound: 'clap' }
    if (take('an', 'alarm', 'sounds')) return { is: 'sound', sound: 'alarm' }
    if (take('at', 'least')) {
      const least = rest.shift()?.number
      return least && least < 1_000 && take('are', 'here') ? { is: 'count', least } : undefined
    }
    if (take('it', 'is', 'between')) {
      const from = rest.shift()?.minute
      if (from === undefined || !take('and')) return undefined
      const to = rest.shift()?.minute
      return to === undefined ? undefined : { is: 'between', from, to }
    }
    return undefined
  }
}

/** Writes a rule as it is read: `parseRule(printRule(rule))` is the rule. Quotation marks inside words become single ones. */
export function printRule({ as, facts, effects }: Rule): string {
  return `${as} ${facts.map(printFact).join(' and ')} then ${effects.map(printEffect).join(', ')}`
}

export function printFact(fact: Fact): string {
  switch (fact.is) {
    case 'here':
      return `${quoted(fact.who)} is ${fact.not ? 'not ' : ''}here`
    case 'anybody':
      return fact.not ? 'nobody is here' : 'anybody is here'
    case 'count':
      return `at least ${fact.least} are here`
    case 'stranger':
      return fact.not ? 'no stranger is here' : 'a stranger is here'
    case 'booking':
      return fact.title !== undefined
        ? `${quoted(fact.title)} lasts`
        : fact.not
          ? 'no booking lasts'
          : 'a booking lasts'
    case 'lamp':
      return `the lamp is ${fact.on ? 'on' : 'off'}`
    case 'sound':
      return HEARD[fact.sound]
    case 'between':
      return `it is between ${hours(fact.from)} and ${hours(fact.to)}`
  }
}
const HEARD = { knock: 'somebody knocks', clap: 'somebody claps', alarm: 'an alarm sounds' } as const
function printEffect(effect: Effect): string {
  if (effect.do === 'blank') return 'blank'
  if (effect.do === 'lamp') return `lamp ${effect.on ? 'on' : 'off'}`
  if (effect.do === 'record') return `record at ${quoted(effect.owner)}`
  return `${effect.do === 'file' ? 'show file' : effect.do} ${quoted(effect.text)}`
}
const quoted = (words: string) =>
  `"${words
    .replaceAll(/["“”]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim()}"`
const two = (n: number) => `${n}`.padStart(2, '0')
const hours = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

const isEffect = (word: string | undefined): word is Exclude<Effect['do'], 'file'> =>
  word !== undefined && WORDS.has(word)
const WORDS: ReadonlySet<string> = new Set(['show', 'blank', 'note', 'say', 'lamp', 'record'])

/** Words in any case, quoted words with straight or curly marks, numbers, times of day (also as French sets them), commas. */
function tokensOf(text: string): Result<Token[], RuleFault> {
  const tokens: Token[] = []
  const pattern = /\s+|"([^"“”]*)"|“([^"“”]*)”|(\d{1,2})\u202f?:(\d{2})(?!\d)|(\d{1,4})(?!\u202f?[\d:])|([a-z]+)|,/giy
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex
    const found = pattern.exec(text)
    if (!found) return fault(/["“]/.test(text[at] ?? '') ? 'rule-words' : 'rule-fact', at)
    const [all, straight, curly, hour, minute, number, word] = found
    const words = straight ?? curly
    if (words !== undefined) tokens.push({ at, quoted: words })
    else if (hour !== undefined && minute !== undefined) {
      if (Number(hour) > 23 || Number(minute) > 59) return fault('rule-fact', at)
      tokens.push({ at, minute: Number(hour) * 60 + Number(minute) })
    } else if (number !== undefined) tokens.push({ at, number: Number(number) })
    else if (word !== undefined) tokens.push({ at, word: word.toLowerCase() })
    else if (all === ',') tokens.push({ at, word: ',' })
  }
  return ok(tokens)
}

const fault = (reason: RuleFault['reason'], at: number) => err({ reason, at })
