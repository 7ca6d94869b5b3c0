import { expect, test } from 'vitest'
import { fullBucket, makeAddressLimit, makeTally, spend } from '../../signaling/limits.ts'

const limit = { burst: 3, perSecond: 2 }

test('a burst passes, the next waits for its token', () => {
  const bucket = fullBucket(limit, 0)
  expect([0, 0, 0, 0].map((nowMs) => spend(bucket, limit, nowMs))).toEqual([true, true, true, false])
  expect(spend(bucket, limit, 400)).toBe(false)
  expect(spend(bucket, limit, 500)).toBe(true)
})

test('waiting long fills the bucket, but never over its brim', () => {
  const bucket = fullBucket(limit, 0)
  const later = [3_600_000, 3_600_000, 3_600_000, 3_600_000]
  expect(later.map((nowMs) => spend(bucket, limit, nowMs))).toEqual([true, true, true, false])
})

test('a clock set back neither gives nor takes tokens', () => {
  const bucket = fullBucket(limit, 10_000)
  expect(spend(bucket, limit, 0)).toBe(true)
  expect(bucket.tokens).toBe(2)
})

test('one address that asks too often leaves the others alone', () => {
  const may = makeAddressLimit(limit)
  expect([1, 2, 3, 4].map(() => may('10.0.0.5', 0))).toEqual([true, true, true, false])
  expect(may('10.0.0.6', 0)).toBe(true)
})

test('a flood of addresses costs bounded memory, and is over when their buckets are full again', () => {
  const may = makeAddressLimit(limit, 2)
  expect([may('a', 0), may('b', 0), may('c', 0), may('a', 0)]).toEqual([true, true, false, true])
  expect(may('c', 1500)).toBe(true)
})

test('places are counted for each address and altogether, and come back when left', () => {
  const tally = makeTally({ perAddress: 2, total: 3 })
  expect([tally.enter('a'), tally.enter('a'), tally.enter('a')]).toEqual([true, true, false])
  expect([tally.enter('b'), tally.enter('b')]).toEqual([true, false])
  tally.leave('a')
  expect(tally.enter('b')).toBe(true)
})
