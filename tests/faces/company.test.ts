import { expect, test } from 'vitest'
import { limitsWith, makeCompany, strangersIn, type Followed } from '../../src/faces/company.ts'
import type { PersonId } from '../../src/faces/template.ts'

const limits = { inViewMs: 3_000, inMeetingMs: 60_000, poorMs: 2_000 }
const [amara, jonas] = ['amara', 'jonas'] as [PersonId, PersonId]

const face = (
  track: number,
  identity: Followed['identity'] | PersonId,
  more: Partial<Followed> & { px?: number; x?: number } = {},
): Followed => ({
  track,
  turn: 0,
  identity: typeof identity === 'string' ? { type: 'match', person: identity } : identity,
  box: { x: more.x ?? track * 200, y: 0, width: more.px ?? 100, height: more.px ?? 100 },
  ...more,
})
const unknown = { type: 'unknown' } as const
const poor = { type: 'too-poor' } as const

test('somebody seen is in view for three seconds and in the meeting for a minute', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, amara)])
  expect(company.at(3_000).known).toEqual([{ person: amara, inView: true }])
  expect(company.at(3_001).known).toEqual([{ person: amara, inView: false }])
  expect(company.at(60_000).known).toHaveLength(1)
  expect(company.at(60_001).known).toEqual([])
})

test('an unknown face is a stranger until it is out of view', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, amara), face(2, unknown)])
  expect(company.at(0).strangers).toBe(1)
  company.take(1_000, [face(1, amara)])
  expect(company.at(3_000).strangers).toBe(1)
  expect(company.at(3_001).strangers).toBe(0)
})

test('a face surely farther off than 64 px is no stranger, one not judged yet neither', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, unknown, { px: 55 }), face(2, { type: 'pending' })])
  expect(company.at(0).strangers).toBe(0)
  company.take(100, [face(1, unknown, { px: 64 })])
  expect(company.at(100).strangers).toBe(1)
})

test('a face of 64 px is a stranger’s though the look that judges it comes out narrower', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, { type: 'pending' }, { px: 58 })])
  company.take(100, [face(1, unknown, { px: 55 })])
  expect(company.at(100).strangers).toBe(1)
})

test('where nobody is known a poor face waits for nothing but a few looks', () => {
  const company = makeCompany(() => limitsWith(limits, 0))
  for (const ms of [0, 100]) company.take(ms, [face(1, poor)])
  expect(company.at(100).strangers).toBe(0)
  company.take(200, [face(1, poor)])
  expect(company.at(200).strangers).toBe(1)
  expect(limitsWith(limits, 1)).toEqual(limits)
})

test('one stranger who walks, and is followed anew, is still one', () => {
  const company = makeCompany(() => limits)
  for (let n = 0; n < 10; n++) company.take(n * 200, [face(n, unknown)])
  expect(company.at(1_800).strangers).toBe(1)
})

test('a face too poor to judge is a stranger after two seconds', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, poor)])
  company.take(1_999, [face(1, poor)])
  expect(company.at(1_999).strangers).toBe(0)
  company.take(2_000, [face(1, poor)])
  expect(company.at(2_000).strangers).toBe(1)
})

test('nor does a face that is never clear either way stay undecided for longer', () => {
  const company = makeCompany(() => limits)
  for (let ms = 0; ms <= 2_000; ms += 50) company.take(ms, [face(1, { type: 'pending' })])
  expect(company.at(2_000).strangers).toBe(1)
})

test('somebody recognised who turns away and is followed anew explains a poor face, but never a clear one', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, amara)])
  for (let ms = 500; ms <= 20_000; ms += 500) company.take(ms, [face(2, poor)])
  expect(company.at(20_000).strangers).toBe(0)
  company.take(20_500, [face(2, poor), face(3, unknown)])
  expect(company.at(20_500).strangers).toBe(1)
})

test('a poor face beside everybody who was recognised is one too many', () => {
  const company = makeCompany(() => limits)
  for (let ms = 0; ms <= 3_000; ms += 500) company.take(ms, [face(1, amara), face(2, jonas), face(3, poor)])
  expect(company.at(3_000).strangers).toBe(1)
})

test('somebody recognised stays so while followed, however they turn, and their time goes on', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, amara)])
  for (let ms = 500; ms <= 90_000; ms += 500) company.take(ms, [face(1, poor)])
  expect(company.at(90_000)).toEqual({ known: [{ person: amara, inView: true }], strangers: 0 })
})

test('whoever just let the room know their face is known without turning once more, and nobody else is', () => {
  const company = makeCompany(
    () => limits,
    (person) => (person === amara ? 100 : undefined),
  )
  company.take(0, [face(1, unknown), face(2, unknown)])
  company.take(300, [face(1, amara), face(2, jonas)])
  expect(company.at(300)).toEqual({ known: [{ person: amara, inView: true }], strangers: 2 })
  company.take(4_000, [face(1, amara), face(2, jonas)])
  expect(company.at(4_000).strangers).toBe(1)
})

test('they turn once where their face had been lost for a moment: what is found there may be a picture held by a stranger', () => {
  const company = makeCompany(
    () => limits,
    () => 100,
  )
  company.take(0, [face(1, unknown, { x: 0 })])
  company.take(200, [face(2, { type: 'pending' }, { x: 20 })])
  company.take(400, [face(2, amara, { x: 20 })])
  expect(company.at(500)).toEqual({ known: [], strangers: 1 })
  company.take(3_600, [face(2, amara, { x: 20, turn: 0.6 })])
  expect(company.at(3_700)).toEqual({ known: [{ person: amara, inView: true }], strangers: 0 })
})

test.each([
  ['a stranger who came later', 100, []],
  ['a stranger who was there, once they have been seen themselves', 0, [face(1, amara)]],
])('a picture of whoever just let the room know their face makes nobody known: %s', (_, comesMs, seen) => {
  const company = makeCompany(
    () => limits,
    () => 50,
  )
  company.take(comesMs, [face(2, unknown)])
  company.take(200, [...seen, face(2, unknown)])
  for (let ms = 400; ms <= 4_000; ms += 200) company.take(ms, [face(2, amara)])
  expect(company.at(4_000).strangers).toBe(1)
})

test('a picture of a member held before a stranger’s face makes nobody known', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, unknown, { x: 0 })])
  for (let ms = 200; ms <= 8_000; ms += 200)
    company.take(ms, [face(2, amara, { x: 20, turn: (0.02 * (ms % 400)) / 200 })])
  expect(company.at(8_000)).toEqual({ known: [], strangers: 1 })
})

test('nor where the two were taken for one face', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, unknown, { turn: -0.3 })])
  for (let ms = 200; ms <= 8_000; ms += 200) company.take(ms, [face(1, amara)])
  expect(company.at(8_000)).toEqual({ known: [], strangers: 1 })
  company.take(8_200, [face(1, amara, { turn: 0.3 })])
  expect(company.at(8_200).known).toHaveLength(1)
})

test('a member who steps before a stranger is known as soon as they look aside', () => {
  const company = makeCompany(() => limits)
  company.take(0, [face(1, unknown, { x: 0 })])
  company.take(200, [face(2, amara, { x: 20 })])
  expect(company.at(200).known).toEqual([])
  company.take(400, [face(2, amara, { x: 20, turn: 0.3 })])
  expect(company.at(400).known).toEqual([{ person: amara, inView: true }])
  expect(company.at(3_500).strangers).toBe(0)
})

test('the same stranger before two cameras is one, and is answered for by one visitor', () => {
  expect(strangersIn([], 0)).toBe(0)
  expect(strangersIn([1, 1], 0)).toBe(1)
  expect(strangersIn([1, 1], 1)).toBe(0)
  expect(strangersIn([2, 1], 1)).toBe(1)
})
