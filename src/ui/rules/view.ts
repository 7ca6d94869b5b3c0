import type { Result } from '../../lib/result.ts'
import type { RuleFault } from '../../room/rule-text.ts'
import type { RuleLack } from '../../room/rule-needs.ts'
import type { Rule } from '../../room/rules.ts'
import type { Outcome } from '../view.ts'

/* What rules add to the wall's view. */

export type RuleView = {
  id: string
  text: string
  on: boolean
  /** It began too often, and waits to be turned on again. */
  stopped: boolean
  /** With others it would go round for ever, and does not run. */
  circle: boolean
  /** It holds now, and since then; room time. */
  sinceMs?: number
  /** It names what is not in the room. */
  lack?: RuleLack
  /** Why it came to nothing the last time. */
  failed?: string
}
export type RulesView = {
  /** Names of files that a rule may show. */
  files: readonly string[]
  /** Names of screens, of which a rule that records names one. */
  screens: readonly string[]
  rules: readonly RuleView[]
  /** What rules did, the last first, and because of what. */
  log: readonly { id: string; atMs: number; rule: string; cause: string; screen: string; failed?: string }[]
}
export type RuleActions = {
  read(text: string): Result<Rule, RuleFault>
  print(rule: Rule): string
  /** When it would have held in the last hour, and what it would have lacked. */
  tryOut(text: string): { spans: readonly { fromMs: number; toMs?: number }[]; lack?: RuleLack }
  add(text: string): Promise<Outcome>
  turn(id: string, on: boolean): Promise<Outcome>
  remove(id: string): Promise<Outcome>
}
