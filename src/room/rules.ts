/*
 * What a rule means. Pure: what is so comes in as facts, and what follows comes out. The same pattern gives a state, while
 * it holds, and an event, when it begins to. Of all that rules do only the lamp is itself a fact, by which they may start
 * each other: those that would go round for ever are found, and none of them runs.
 */

/** What rules can speak of, at one moment. */
export type Facts = {
  /** Members and people known by face who are here, as they are called. */
  here: readonly string[]
  /** Everybody who is here, visitors too. */
  count: number
  stranger: boolean
  /** What the present booking is called; undefined: there is none. */
  booking: string | undefined
  lamp: boolean
  /** What the walls' microphones hear, each once, where the room listens for sounds. */
  sounds: readonly string[]
  /** Of the day, in the wall's own time. */
  minute: number
}

/** Sounds that a rule may wait for. */
export const SOUNDS = ['knock', 'clap', 'alarm'] as const
export type Sound = (typeof SOUNDS)[number]

export type Fact =
  | { is: 'here'; who: string; not: boolean }
  | { is: 'anybody'; not: boolean }
  | { is: 'count'; least: number }
  | { is: 'stranger'; not: boolean }
  | { is: 'booking'; title?: string; not: boolean }
  | { is: 'lamp'; on: boolean }
  | { is: 'sound'; sound: Sound }
  | { is: 'between'; from: number; to: number }
export type Effect =
  | { do: 'show'; text: string }
  /** A picture or a PDF of the room's files, by its name. */
  | { do: 'file'; text: string }
  | { do: 'blank' }
  | { do: 'lamp'; on: boolean }
  | { do: 'note'; text: string }
  | { do: 'say'; text: string }
  /** Asks everybody to be recorded, at the screen of that name: one microphone, and no other does it instead. */
  | { do: 'record'; owner: string }
/** when: once, as it begins. while: for as long as it holds. All facts must hold together. */
export type Rule = { as: 'when' | 'while'; facts: readonly Fact[]; effects: readonly Effect[] }

/** What lasts can be a state; what is done once, an event. */
export const FITS = {
  when: ['show', 'file', 'note', 'say', 'lamp', 'record'],
  while: ['show', 'file', 'blank'],
} as const

export const holds = ({ facts }: Pick<Rule, 'facts'>, now: Facts): boolean => facts.every((fact) => isSo(fact, now))

function isSo(fact: Fact, now: Facts): boolean {
  switch (fact.is) {
    case 'here':
      return now.here.some((name) => alike(name, fact.who)) !== fact.not
    case 'anybody':
      return now.count > 0 !== fact.not
    case 'count':
      return now.count >= fact.least
    case 'stranger':
      return now.stranger !== fact.not
    case 'booking': {
      const { title } = fact
      const lasts = now.booking !== undefined && (title === undefined || alike(now.booking, title))
      return lasts !== fact.not
    }
    case 'lamp':
      return now.lamp === fact.on
    case 'sound':
      return now.sounds.includes(fact.sound)
    case 'between': // over midnight where it ends before it begins
      return fact.from <= fact.to
        ? fact.from <= now.minute && now.minute < fact.to
        : fact.from <= now.minute || now.minute < fact.to
  }
}
const alike = (a: string, b: string) => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()

/** The screen that a rule names as the one that does it; undefined: any may. */
export const ownerOf = ({ effects }: Rule): string | undefined =>
  effects.flatMap((effect) => (effect.do === 'record' ? effect.owner : []))[0]

/** Since when each rule holds; `no`: it does not. A rule that is not in here has not been judged yet. */
export type Episodes = ReadonlyMap<string, number | 'no'>

/**
 * Judges all rules by what is so now. A rule has begun where it did not hold when it was last judged: what holds as a
 * screen starts, or as a rule is written, has not just begun.
 */
export function judgeRules(
  rules: ReadonlyMap<string, Rule>,
  now: Facts,
  nowMs: number,
  before: Episodes,
): { episodes: Episodes; begun: string[] } {
  const episodes = new Map<string, number | 'no'>()
  const begun: string[] = []
  for (const [id, rule] of rules) {
    const was = before.get(id)
    const since = holds(rule, now) ? (typeof was === 'number' ? was : nowMs) : 'no'
    if (was === 'no' && since !== 'no') begun.push(id)
    episodes.set(id, since)
  }
  return { episodes, begun }
}

/** Rules that would start each other for ever, by what each sets and each waits for. */
export function circlesIn(rules: ReadonlyMap<string, Rule>): ReadonlySet<string> {
  const all = [...rules]
  const starts = (a: Rule, b: Rule) =>
    a.effects.some(
      (effect) => effect.do === 'lamp' && b.facts.some((fact) => fact.is === 'lamp' && fact.on === effect.on),
    )
  const next = new Map(all.map(([id, a]) => [id, all.filter(([, b]) => starts(a, b)).map(([other]) => other)]))
  const comesBack = (id: string) => {
    const seen = new Set<string>()
    const open = [...(next.get(id) ?? [])]
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (one === id) return true
      if (!seen.has(one)) open.push(...(next.get(one) ?? []))
      seen.add(one)
    }
    return false
  }
  // What sets the lamp as it already must be for it to begin starts nothing.
  const isStill = ({ facts, effects }: Rule) =>
    effects.every((effect) => effect.do !== 'lamp' || facts.some((fact) => fact.is === 'lamp' && fact.on === effect.on))
  return new Set(all.filter(([id, rule]) => !isStill(rule) && comesBack(id)).map(([id]) => id))
}

/** What was so, and from when on. */
export type Moment = { atMs: number; facts: Facts }

/** When a rule would have begun to hold in what is remembered, and until when; undefined: it holds still. */
export function dryRun(rule: Rule, history: readonly Moment[]): { fromMs: number; toMs?: number }[] {
  const spans: { fromMs: number; toMs?: number }[] = []
  for (const { atMs, facts } of history) {
    const last = spans.at(-1)
    const isOpen = last !== undefined && last.toMs === undefined
    if (holds(rule, facts) && !isOpen) spans.push({ fromMs: atMs })
    if (!holds(rule, facts) && isOpen) last.toMs = atMs
  }
  return spans
}
