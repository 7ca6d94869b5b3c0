import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Result } from '../../lib/result.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { BY_RULE } from '../../room/appearing.ts'
import { clearDisplay, devicesOf, displaysOf, show } from '../../room/commons.ts'
import { showableFile } from '../../room/files.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import {
  isHandled,
  logFiring,
  putRule,
  ruleById,
  runningRules,
  tellFailed,
  timesBegun,
  type Firing,
} from '../../room/rule-book.ts'
import { lackOf, screenNamed, type RuleLack } from '../../room/rule-needs.ts'
import { printFact } from '../../room/rule-text.ts'
import {
  judgeRules,
  ownerOf,
  type Effect,
  type Episodes,
  type Facts,
  type Moment,
  type Rule,
} from '../../room/rules.ts'
import { makeRuleDeeds } from './rule-deeds.ts'

/** The room's rules, run by this screen. */
export type Rules = {
  /** Since when a rule holds, in room time; undefined: it does not now. */
  since(id: string): number | undefined
  /** The rule by which this screen shows nothing, judged by this screen alone. */
  blankedBy(): string | undefined
  /** What was so in the last hour, as this screen saw it. In memory only. */
  history(): readonly Moment[]
  /** Of what a rule names, what the room has not. */
  lackOf(rule: Rule): RuleLack | undefined
  /** Names of the room's screens. */
  screens(): string[]
  onChange(listener: () => void): () => void
  stop(): void
}

const LOOK_MS = 1_000
/** Phones and cameras have told a screen that has just started who is here by then: before that it judges nothing. */
const SETTLED_MS = 10_000
const REMEMBERED_MS = 3_600_000
const MOST_MOMENTS = 2_000
/** Screens notice the same beginning within a link's heartbeat, or a lost one's end. */
const SAME_MS = 8_000
/** A rule that begins more often than this is stopped until an admin looks at it. */
const OFTEN = 6
const OFTEN_MS = 60_000

export function startRules(
  deps: Parameters<typeof makeRuleDeeds>[0] & {
    docs: () => RoomDocs
    author: Author
    clock: Clock
    /** Of the day, in the wall's own time. */
    minuteOf: (ms: number) => number
    facts: (minute: number) => Facts
    /** Told when somebody comes or goes, or a sound begins or is over; the rest is looked at every second. */
    onFacts: (listener: () => void) => () => void
    /** Resolves once what was written is on this screen's disk, or cannot be. */
    flush: () => Promise<Result<unknown, unknown>>
    /** One screen of those that see each other speaks for all. */
    speaks: () => boolean
    /** Screens of the room, and whether one of them is in reach. */
    screens: () => readonly DeviceId[]
    isInReach: (screen: DeviceId) => boolean
  },
): Rules {
  const { docs, author, clock } = deps
  const deeds = makeRuleDeeds(deps)
  const startedMs = clock.now()
  const changes = makeListeners<void>()
  let history: Moment[] = []
  let episodes: Episodes = new Map()
  /** A file takes a while to draw: until then nothing else is begun. */
  let isDrawing = false
  let blanking: string | undefined
  let isLooking = false
  const stops = [deps.onFacts(look), clock.every(LOOK_MS, look)]
  return {
    since(id) {
      const since = episodes.get(id)
      return typeof since === 'number' ? since : undefined
    },
    blankedBy: () => blanking,
    history: () => history,
    lackOf: (rule) => lackOf(docs().commons, rule, deps.screens()),
    screens: () => deps.screens().flatMap((screen) => devicesOf(docs().commons).get(screen)?.name ?? []),
    onChange: changes.add,
    stop: () => stops.forEach((stop) => stop()),
  }

  function look() {
    if (isLooking || clock.now() - startedMs < SETTLED_MS) return
    isLooking = true
    const nowMs = author.now()
    const facts = deps.facts(deps.minuteOf(nowMs))
    remember(facts, nowMs)
    const { rules } = runningRules(docs().residents)
    const before = episodes
    const judged = judgeRules(rules, facts, nowMs, before)
    episodes = judged.episodes
    // Failing means blank, so nobody is asked: each screen judges for itself.
    const blank = [...rules].find(([id, { effects }]) => typeof episodes.get(id) === 'number' && effects.some(isBlank))
    const isNew = blanking !== blank?.[0] || JSON.stringify([...before]) !== JSON.stringify([...episodes])
    blanking = blank?.[0]
    // Of two that begin together and want the lamp otherwise, off has the last word.
    const lastOff = (id: string) => (rules.get(id)?.effects.some((one) => one.do === 'lamp' && !one.on) ? 1 : 0)
    for (const id of judged.begun.sort((a, b) => lastOff(a) - lastOff(b))) begin(id, rules.get(id))
    if (deps.speaks()) keepUp(rules)
    isLooking = false
    if (isNew) changes.tell()
  }

  function remember(facts: Facts, atMs: number) {
    const last = history.at(-1)
    if (last && JSON.stringify(last.facts) === JSON.stringify(facts)) return
    history = [...history, { atMs, facts }].slice(-MOST_MOMENTS)
    const first = history.findIndex((moment) => moment.atMs >= atMs - REMEMBERED_MS)
    history = history.slice(Math.max(0, first))
  }

  /** Does once what begins with this; written down, and on the disk, before it is done: a crash then leaves it undone. */
  function begin(id: string, rule: Rule | undefined) {
    const episode = episodes.get(id)
    if (rule?.as !== 'when' || typeof episode !== 'number') return
    const whose = whoDoes(rule)
    if (whose === 'another') return
    if (isHandled(docs().residents, { rule: id, episode, screen: author.screen }, SAME_MS)) return
    if (timesBegun(docs().residents, id, author.screen, episode - OFTEN_MS) >= OFTEN) return stopRule(id)
    const logged = log(id, rule, episode)
    if (!logged) return
    // Nobody else does it in the place of the screen that the rule names.
    if (whose === 'nobody') return fail(logged, 'rule-owner')
    void deps.flush().then((kept) => {
      // What is not written down could be done again after a crash: then better not at all. The wall says that its disk is full.
      if (!kept.ok) return
      for (const effect of rule.effects) void deeds.act(id, effect).then((reason) => fail(logged, reason))
    })
  }

  /** A rule that names a screen is done there, and where that one is not in reach the others say so. */
  function whoDoes(rule: Rule): 'this' | 'another' | 'nobody' {
    const name = ownerOf(rule)
    const owner = name === undefined ? undefined : screenNamed(docs().commons, name, deps.screens())
    if (owner === author.screen) return 'this'
    if (!deps.speaks()) return 'another'
    if (name === undefined) return 'this'
    return owner !== undefined && deps.isInReach(owner) ? 'another' : 'nobody'
  }

  /** A state on display: up while it holds and nothing else is, down after. What a person took down in an episode stays down. */
  function keepUp(rules: ReadonlyMap<string, Rule>) {
    const { commons, residents } = docs()
    const displays = displaysOf(commons)
    const own = displays.find(({ what }) => what.appears?.startsWith(BY_RULE))
    const ownId = own?.what.appears?.slice(BY_RULE.length)
    const isOver = ownId !== undefined && typeof episodes.get(ownId) !== 'number'
    if (own && isOver) clearDisplay(commons, own.target, author)
    if (isDrawing || displays.length > (isOver ? 1 : 0)) return
    for (const [id, rule] of rules) {
      const [episode, what] = [episodes.get(id), shownBy(rule)]
      if (typeof episode !== 'number' || what === undefined) continue
      if (isHandled(residents, { rule: id, episode, screen: author.screen }, SAME_MS)) continue
      if (what.do === 'file' && !showableFile(commons, what.text)) continue
      const logged = log(id, rule, episode)
      if (!logged) continue
      const by = { ...deeds.writer(id), appears: `${BY_RULE}${id}` }
      if (what.do === 'show') return show(commons, 'all', { kind: 'text', text: what.text, ...by }, author)
      // While it is drawn it may be over, or a person may put something up.
      const isWanted = () => episodes.get(id) === episode && displaysOf(docs().commons).length === 0
      isDrawing = true
      return void deeds
        .showFile(id, what.text, isWanted, by.appears)
        .then((reason) => fail(logged, reason))
        .finally(() => (isDrawing = false))
    }
  }

  function log(rule: string, { facts }: Rule, episode: number): Omit<Firing, 'at'> | undefined {
    const one = { rule, episode, screen: author.screen, cause: facts.map(printFact).join(' and ') }
    return logFiring(docs().residents, one, author) ? one : undefined
  }

  function fail(one: Omit<Firing, 'at'>, reason: string | undefined) {
    if (reason !== undefined) tellFailed(docs().residents, one, reason, author)
  }

  function stopRule(id: string) {
    const rule = ruleById(docs().residents, id)
    if (rule) putRule(docs().residents, id, { ...rule, stopped: true }, author)
  }
}

const isBlank = (effect: Effect) => effect.do === 'blank'
const shownBy = (rule: Rule) =>
  rule.as === 'while' ? rule.effects.find((effect) => effect.do === 'show' || effect.do === 'file') : undefined
