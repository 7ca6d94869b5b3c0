import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRule, printRule, RULE_LETTERS } from '../../src/room/rule-text.ts'
import {
  circlesIn,
  dryRun,
  FITS,
  holds,
  judgeRules,
  SOUNDS,
  type Effect,
  type Fact,
  type Facts,
  type Rule,
} from '../../src/room/rules.ts'
import { formOf, ruleOf } from '../../src/ui/rules/form.ts'

const empty: Facts = {
  here: [],
  count: 0,
  stranger: false,
  booking: undefined,
  lamp: false,
  sounds: [],
  minute: 600,
}
const rule = (text: string): Rule => {
  const read = parseRule(text)
  if (!read.ok) throw new Error(`${read.error.reason} at ${read.error.at}: ${text}`)
  return read.value
}

test.each([
  ['when anybody is here then note "x"', { count: 1 }],
  ['when nobody is here then note "x"', {}],
  ['when "mia" is here then note "x"', { here: ['Mia'], count: 1 }],
  ['when "Mia" is not here then note "x"', { here: ['Noa'], count: 1 }],
  ['when at least 2 are here then note "x"', { count: 2 }],
  ['while a stranger is here then blank', { stranger: true }],
  ['when no stranger is here and a booking lasts then say "x"', { booking: 'Design review' }],
  ['when “Design Review” lasts then show “Welcome”', { booking: 'design review' }],
  ['while it is between 9:30 and 10:30 then show "x"', { minute: 600 }],
  ['when the lamp is off then lamp on', {}],
  ['while anybody is here then show file "plan.pdf"', { count: 1 }],
  ['when the lamp is on then note "x"', { lamp: true }],
  ['while it is between 9\u202f:30 and 10\u202f:30 then show "x"', { minute: 600 }],
  ['while it is between 22:00 and 6:00 then show "x"', { minute: 23 * 60 }],
  ['when somebody knocks then lamp on', { sounds: ['knock'] }],
  ['when somebody claps and the lamp is off then lamp on', { sounds: ['clap'] }],
  ['while an alarm sounds then show "Leave by the stairs"', { sounds: ['alarm', 'knock'] }],
] satisfies [string, Partial<Facts>][])('%s: so at the right time, and not at another', (text, change) => {
  const now = { ...empty, ...change }
  expect(holds(rule(text), now)).toBe(true)
  const other: Facts = {
    here: now.here.includes('Mia') ? ['Noa'] : ['Mia'],
    count: now.count === 0 ? 1 : 0,
    stranger: !now.stranger,
    booking: 'x',
    lamp: !now.lamp,
    sounds: now.sounds.includes('knock') && now.sounds.length === 1 ? ['clap'] : [],
    minute: 900,
  }
  expect(holds(rule(text), other)).toBe(false)
})

test.each([
  ['', 'rule-begin', 0],
  ['if anybody is here then blank', 'rule-begin', 0],
  ['when somebody is here then note "x"', 'rule-fact', 5],
  ['when "Mia is here then note', 'rule-words', 5],
  ['when it is between 25:00 and 26:00 then note "x"', 'rule-fact', 19],
  ['when at least 0 are here then note "x"', 'rule-fact', 15],
  ['when anybody is here note "x"', 'rule-then', 21],
  ['when anybody is here then dance', 'rule-effect', 26],
  ['when anybody is here then note', 'rule-words', 30],
  ['when anybody is here then show file', 'rule-words', 35],
  ['when anybody is here then note ""', 'rule-words', 31],
  ['when anybody is here then blank', 'rule-kind', 26],
  ['while anybody is here then say "x"', 'rule-kind', 27],
  ['when anybody is here then record', 'rule-owner', 32],
  ['when anybody is here then record at Hall', 'rule-owner', 36],
  ['when anybody is here then record at "Hall", record at "Den"', 'rule-owner', 54],
  ['while anybody is here then record at "Hall"', 'rule-kind', 27],
  ['when anybody is here then note "x" and more', 'rule-end', 35],
  [`when anybody is here then note "${'x'.repeat(RULE_LETTERS)}"`, 'rule-long', RULE_LETTERS],
])('%s is refused: %s, at letter %i', (text, reason, at) => {
  const read = parseRule(text)
  expect(read.ok ? undefined : read.error.reason).toBe(reason)
  expect(read.ok ? undefined : read.error.at).toBeLessThanOrEqual(at + 1)
  expect(read.ok ? undefined : read.error.at).toBeGreaterThanOrEqual(Math.min(at, text.length) - 1)
})

const words = fc
  .stringMatching(/^[\p{L}0-9',.!? ]{0,18}[\p{L}0-9]$/u)
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
const said = words.filter((text) => text !== '')
const minute = fc.integer({ min: 0, max: 1439 })
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ is: fc.constant('here' as const), who: said, not: fc.boolean() }),
  fc.record({ is: fc.constant('anybody' as const), not: fc.boolean() }),
  fc.record({ is: fc.constant('count' as const), least: fc.integer({ min: 1, max: 999 }) }),
  fc.record({ is: fc.constant('stranger' as const), not: fc.boolean() }),
  fc.record({ is: fc.constant('lamp' as const), on: fc.boolean() }),
  fc.record({ is: fc.constant('booking' as const), not: fc.boolean() }),
  fc.record({ is: fc.constant('booking' as const), title: said, not: fc.constant(false) }),
  fc.record({ is: fc.constant('sound' as const), sound: fc.constantFrom(...SOUNDS) }),
  fc.record({ is: fc.constant('between' as const), from: minute, to: minute }),
)
const rules: fc.Arbitrary<Rule> = fc.constantFrom('when' as const, 'while' as const).chain((as) => {
  const effect: fc.Arbitrary<Effect> = fc.tuple(fc.constantFrom(...FITS[as]), said).map(([name, text]) => {
    if (name === 'blank') return { do: name }
    if (name === 'record') return { do: name, owner: text }
    return name === 'lamp' ? { do: name, on: text.length > 5 } : { do: name, text }
  })
  return fc.record({
    as: fc.constant(as),
    facts: fc.array(fact, { minLength: 1, maxLength: 3 }),
    // At most one of them names an owner.
    effects: fc.uniqueArray(effect, {
      minLength: 1,
      maxLength: 3,
      selector: (one) => (one.do === 'record' ? one.do : one),
    }),
  })
})

test('what is written is read as the same rule, and what the form can say comes back to the form', () => {
  fc.assert(
    fc.property(rules, (one) => {
      const text = printRule(one)
      fc.pre(text.length <= RULE_LETTERS)
      expect(parseRule(text)).toEqual({ ok: true, value: one })
      const form = formOf(one)
      if (form) expect(ruleOf(form)).toEqual(one)
    }),
    { numRuns: 500 },
  )
})

test('reading never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const read = parseRule(text)
      if (!read.ok) expect(read.error.at).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2_000 },
  )
})

test('what holds when it is first judged has not begun; what begins later begins once', () => {
  const all = new Map([['a', rule('when anybody is here then note "x"')]])
  const some = { ...empty, count: 1 }
  const first = judgeRules(all, some, 1_000, new Map())
  expect([first.begun, first.episodes.get('a')]).toEqual([[], 1_000])
  const gone = judgeRules(all, empty, 2_000, first.episodes)
  expect([gone.begun, gone.episodes.get('a')]).toEqual([[], 'no'])
  const back = judgeRules(all, some, 3_000, gone.episodes)
  expect([back.begun, back.episodes.get('a')]).toEqual([['a'], 3_000])
  const still = judgeRules(all, { ...some, count: 2 }, 4_000, back.episodes)
  expect([still.begun, still.episodes.get('a')]).toEqual([[], 3_000])
})

test('rules that would start each other for ever are found, whether two or one, and others are not', () => {
  const named = (...texts: string[]) => new Map(texts.map((text, n) => [`${n}`, rule(text)]))
  const [on, off] = ['when the lamp is off then lamp on', 'when the lamp is on then lamp off']
  expect([...circlesIn(named(on, off, 'when anybody is here then lamp on'))]).toEqual(['0', '1'])
  expect([...circlesIn(named(on, 'when the lamp is on then note "x"'))]).toEqual([])
  expect([...circlesIn(named('when the lamp is on then lamp on'))]).toEqual([])
  expect([...circlesIn(named('when the lamp is on then lamp off, lamp on'))]).toEqual(['0'])
})

test('a dry run says from when to when a rule would have held', () => {
  const history = [0, 1, 2, 0, 2].map((count, at) => ({ atMs: at * 1_000, facts: { ...empty, count } }))
  expect(dryRun(rule('when at least 2 are here then note "x"'), history)).toEqual([
    { fromMs: 2_000, toMs: 3_000 },
    { fromMs: 4_000 },
  ])
})
