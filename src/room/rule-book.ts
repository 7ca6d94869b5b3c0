import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { deviceId, text } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, records, type Author } from './records.ts'
import { parseRule, RULE_LETTERS } from './rule-text.ts'
import { circlesIn, type Rule } from './rules.ts'

/* The room's rules as admins wrote them, and what they did. `residents`: screens and admins read it. */

export const MOST_RULES = 50
const MOST_LOGGED = 60

/** `stopped`: it began too often in a short time, and waits for an admin. */
const ruleRecord = v.object({ text: text(RULE_LETTERS), on: v.boolean(), stopped: v.boolean(), by: deviceId })
export type RuleRecord = v.InferOutput<typeof ruleRecord>

export const rulesOf = (residents: Y.Doc): ReadonlyMap<string, RuleRecord & { at: number }> =>
  new Map([...records(residents, 'rules', ruleRecord)].sort(([, a], [, b]) => a.at - b.at))
type Running = { rules: ReadonlyMap<string, Rule>; circles: ReadonlySet<string> }
/** Asked every second, and read anew when a rule was written: of each document, what was read, or that it must be. */
const read = new WeakMap<Y.Doc, Running | 'changed'>()

/** Rules that are on and can be read, by id; `circles` are those that would start each other for ever, and do not run. */
export function runningRules(residents: Y.Doc): Running {
  const known = read.get(residents)
  if (known !== undefined && known !== 'changed') return known
  if (known === undefined) residents.getMap('rules').observe(() => read.set(residents, 'changed'))
  const running = readRules(residents)
  read.set(residents, running)
  return running
}

function readRules(residents: Y.Doc): Running {
  const running = new Map<string, Rule>()
  for (const [id, { text, on, stopped }] of rulesOf(residents)) {
    const rule = on && !stopped ? parseRule(text) : undefined
    if (rule?.ok) running.set(id, rule.value)
  }
  const circles = circlesIn(running)
  for (const id of circles) running.delete(id)
  return { rules: running, circles }
}
export const ruleById = (residents: Y.Doc, id: string) => record(residents, 'rules', id, ruleRecord)
export const putRule = (residents: Y.Doc, id: string, { text, on, stopped, by }: RuleRecord, author: Author) =>
  putRecord(residents, 'rules', id, { text, on, stopped, by }, author)
export const dropRule = (residents: Y.Doc, id: string, author: Author) => dropRecord(residents, 'rules', id, author)

/** What a rule did, on which screen, and because of what. The episode is when it began to hold there. */
const firing = v.object({
  rule: text(40),
  episode: v.number(),
  screen: deviceId,
  cause: text(RULE_LETTERS),
  /** Why some of it came to nothing. */
  failed: v.optional(text(40)),
})
export type Firing = v.InferOutput<typeof firing> & { at: number }
export const firingsOf = (residents: Y.Doc): Firing[] =>
  [...records(residents, 'rule-log', firing)].map(([, one]) => one).sort((a, b) => b.at - a.at)

/** Written before anything is done, so that the same episode is never done twice by one screen. False: it was written before. */
export function logFiring(residents: Y.Doc, one: Omit<Firing, 'at'>, author: Author): boolean {
  const key = keyOf(one)
  if (residents.getMap('rule-log').has(key)) return false
  putRecord(residents, 'rule-log', key, one, author)
  const old = [...records(residents, 'rule-log', firing)].sort(([, a], [, b]) => b.at - a.at).slice(MOST_LOGGED)
  for (const [id] of old) dropRecord(residents, 'rule-log', id, author)
  return true
}

/** What was written down before it was done came to nothing, because of that. */
export function tellFailed(residents: Y.Doc, one: Omit<Firing, 'at'>, reason: string, author: Author): void {
  if (residents.getMap('rule-log').has(keyOf(one)))
    putRecord(residents, 'rule-log', keyOf(one), { ...one, failed: reason }, author)
}
const keyOf = ({ rule, episode, screen }: Omit<Firing, 'at'>) => `${rule}~${episode}~${screen.slice(0, 8)}`

/** Whether another screen has done this episode, as that one saw it: begun within a moment of when this one says it did. */
export const isHandled = (
  residents: Y.Doc,
  { rule, episode, screen }: Pick<Firing, 'rule' | 'episode' | 'screen'>,
  withinMs: number,
): boolean =>
  firingsOf(residents).some(
    (one) => one.rule === rule && one.screen !== screen && Math.abs(one.episode - episode) <= withinMs,
  )

/** How often this screen began to do this rule since then. */
export const timesBegun = (residents: Y.Doc, rule: string, screen: DeviceId, sinceMs: number): number =>
  firingsOf(residents).filter((one) => one.rule === rule && one.screen === screen && one.episode >= sinceMs).length
