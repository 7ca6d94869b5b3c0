import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { average, distance, MOST_DOUBT, parseEmbedding, toEmbedding, withoutDoubt } from '../../src/faces/embedding.ts'
import { identify } from '../../src/faces/identify.ts'
import { enrol, withNotMe } from '../../src/faces/template.ts'
import { alice, between, bob, enrolled, faceOf, nearly, THRESHOLDS } from './people.ts'

const gallery = [enrolled(alice), enrolled(bob)]

test.each([
  ['Alice herself', faceOf(alice), { type: 'match', person: alice }],
  ['Bob', faceOf(bob), { type: 'match', person: bob }],
  ['a stranger', faceOf('stranger'), { type: 'unknown' }],
  ['somebody who is nearly Alice', nearly(alice), { type: 'unknown' }],
])('%s is told from the others', (_, probe, expected) => {
  expect(identify(probe, gallery, THRESHOLDS)).toMatchObject(expected)
})

test('two people too close to call is not a match', () => {
  const wide = { ...THRESHOLDS, threshold: 0.9 }
  expect(identify(between(alice, bob), gallery, wide)).toMatchObject({ type: 'ambiguous' })
})

test('nobody is known to an empty gallery', () => {
  expect(identify(faceOf(alice), [], THRESHOLDS)).toEqual({ type: 'unknown' })
})

test('a face of which Alice said "That’s not me" is not hers any more, while her own still is', () => {
  const lookalike = faceOf(alice, 0.3)
  const taught = [withNotMe(enrolled(alice), lookalike)]
  expect(identify(lookalike, [enrolled(alice)], THRESHOLDS).type).toBe('match')
  expect(identify(lookalike, taught, THRESHOLDS).type).toBe('unknown')
  expect(identify(faceOf(alice, 0.1), taught, THRESHOLDS).type).toBe('match')
})

const unit = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 128, maxLength: 128 })
  .filter((values) => values.some((value) => Math.abs(value) > 1e-3))
  .map((values) => {
    const embedding = toEmbedding(values)
    if (!embedding.ok) throw new Error(embedding.error)
    return embedding.value
  })

test('distances are those of a sphere: none to oneself, the same both ways, at most 2; averages stay on it', () => {
  fc.assert(
    fc.property(unit, unit, (a, b) => {
      expect(distance(a, a)).toBeCloseTo(0)
      expect(distance(a, b)).toBeCloseTo(distance(b, a))
      expect(distance(a, b)).toBeLessThanOrEqual(2 + 1e-6)
      expect(parseEmbedding(average([a, b])).ok).toBe(true)
    }),
  )
})

test('a face seen with doubt is nearer to everybody by its doubt, keeps it among its like, and a template has none', () => {
  const doubtful = toEmbedding(faceOf(alice, 0.35), 0.03)
  if (!doubtful.ok) throw new Error(doubtful.error)
  const { value } = doubtful
  expect(distance(value, faceOf(bob))).toBeCloseTo(distance(faceOf(alice, 0.35), faceOf(bob)) - 0.03, 5)
  expect([identify(faceOf(alice, 0.35), gallery, THRESHOLDS).type, identify(value, gallery, THRESHOLDS).type]).toEqual([
    'unknown',
    'match',
  ])
  expect(distance(average([value, value]), value)).toBe(0)
  expect(identify(average([value, value]), gallery, THRESHOLDS).type).toBe('match')
  expect(distance(withoutDoubt(value), faceOf(alice, 0))).toBeCloseTo(0.35, 5)
  const made = enrol(alice, [value, value], { mostApart: 0.6 })
  expect(made.type === 'enrolled' && Math.hypot(...made.template.mean)).toBeCloseTo(1, 5)
  expect(Math.hypot(...withNotMe(enrolled(alice), value).notMe.flatMap((face) => [...face]))).toBeCloseTo(1, 5)
  expect(toEmbedding(faceOf(alice), MOST_DOUBT + 0.01)).toEqual({ ok: false, error: 'not-unit' })
})

test('one more person in the gallery never turns a stranger into somebody who was there before', () => {
  fc.assert(
    fc.property(unit, unit, (probe, other) => {
      const before = identify(probe, gallery, THRESHOLDS)
      const after = identify(
        probe,
        [...gallery, { ...enrolled(alice), person: 'x' as typeof alice, mean: other }],
        THRESHOLDS,
      )
      if (before.type === 'unknown' && after.type === 'match') expect(after.person).toBe('x')
    }),
  )
})

test.each([
  ['nothing', undefined, 'not-floats'],
  ['a list', [1, 2, 3], 'not-floats'],
  ['too few', new Float32Array(12), 'wrong-length'],
  ['not a number', new Float32Array(128).fill(NaN), 'not-finite'],
  ['zeros', new Float32Array(128), 'not-unit'],
])('%s from a worker or a disk is no embedding', (_, values, error) => {
  expect(parseEmbedding(values)).toEqual({ ok: false, error })
})
