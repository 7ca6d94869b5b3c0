import { toBase64url } from '../../lib/bytes.ts'
import { mayBeShown } from '../../lib/file-kind.ts'
import type { Random } from '../../lib/clock.ts'
import { devicesOf } from '../../room/commons.ts'
import { filesOf } from '../../room/files.ts'
import { dropRule, firingsOf, MOST_RULES, putRule, ruleById, rulesOf, runningRules } from '../../room/rule-book.ts'
import { parseRule, printRule } from '../../room/rule-text.ts'
import { dryRun } from '../../room/rules.ts'
import type { Ask } from '../../trust/authorize.ts'
import type { RuleActions, RulesView } from '../../ui/rules/view.ts'
import type { Outcome } from '../../ui/view.ts'
import type { ScreenNode } from './screen-node.ts'

const LOGGED = 20

/** The room's rules as Settings shows them. */
export function rulesView(node: ScreenNode): RulesView {
  const { residents, commons } = node.docs()
  const rules = rulesOf(residents)
  const { circles } = runningRules(residents)
  const firings = firingsOf(residents)
  return {
    files: [...new Set(filesOf(commons).flatMap(({ kind, name }) => (mayBeShown(kind) ? [name] : [])))],
    rules: [...rules].map(([id, { text, on, stopped }]) => {
      const since = node.rules.since(id)
      const rule = parseRule(text)
      const lack = rule.ok ? node.rules.lackOf(rule.value) : undefined
      const failed = firings.find((one) => one.rule === id)?.failed
      return {
        ...{ id, text, on, stopped, circle: circles.has(id) },
        ...(since !== undefined && { sinceMs: since }),
        ...(lack && { lack }),
        ...(failed !== undefined && { failed }),
      }
    }),
    screens: node.rules.screens(),
    log: firings.slice(0, LOGGED).map(({ rule, episode, screen, cause, failed }) => ({
      id: `${rule}~${episode}~${screen}`,
      atMs: episode,
      rule: rules.get(rule)?.text ?? '',
      cause,
      screen: devicesOf(commons).get(screen)?.name ?? '',
      ...(failed !== undefined && { failed }),
    })),
  }
}

/** What an admin does with rules at the wall. */
export function wallRules(deps: { node: ScreenNode; random: Random; refused: (ask: Ask) => Outcome }): RuleActions {
  const { node } = deps
  const residents = () => node.docs().residents
  const change = async (deed: () => Outcome): Promise<Outcome> => deps.refused('rules') ?? deed()
  return {
    read: parseRule,
    print: printRule,
    tryOut(text) {
      const rule = parseRule(text)
      if (!rule.ok) return { spans: [] }
      const lack = node.rules.lackOf(rule.value)
      return { spans: dryRun(rule.value, node.rules.history()), ...(lack && { lack }) }
    },
    add: (text) =>
      change(() => {
        const rule = parseRule(text)
        if (!rule.ok) return 'malformed'
        if (rulesOf(residents()).size >= MOST_RULES) return 'room-full'
        const fields = { text: printRule(rule.value), on: true, stopped: false, by: node.me }
        return void putRule(residents(), toBase64url(deps.random(16)), fields, node.author)
      }),
    turn: (id, on) =>
      change(() => {
        const rule = ruleById(residents(), id)
        if (rule) putRule(residents(), id, { ...rule, on, stopped: false }, node.author)
        return undefined
      }),
    remove: (id) => change(() => void dropRule(residents(), id, node.author)),
  }
}
