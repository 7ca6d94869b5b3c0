import { expect, test } from 'vitest'
import { vouchedFor } from '../../src/faces/vouching.ts'

const vouch = { faces: 2, at: 1_000 }
const at = (nowMs: number, strangersSeenMs: number) => ({
  nowMs,
  strangersSeenMs,
  inMeetingMs: 60_000,
  withUsMs: 4 * 3_600_000,
})

test('a member’s word holds while strangers are about, and for a minute after', () => {
  expect(vouchedFor(undefined, at(1_000, 0))).toBe(0)
  expect(vouchedFor(vouch, at(1_000, 0))).toBe(2)
  expect(vouchedFor(vouch, at(3_600_000, 3_590_000))).toBe(2)
  expect(vouchedFor(vouch, at(3_651_000, 3_590_000))).toBe(0)
})

test('it was given for now: strangers seen before it do not shorten it, and it never lasts the night', () => {
  expect(vouchedFor(vouch, at(61_000, 0))).toBe(2)
  expect(vouchedFor(vouch, at(61_001, 0))).toBe(0)
  expect(vouchedFor(vouch, at(15_000_000, 15_000_000))).toBe(0)
})

test('how long it holds at the longest is a setting of the room', () => {
  const quarter = { ...at(901_000, 901_000), withUsMs: 900_000 }
  expect(vouchedFor(vouch, quarter)).toBe(2)
  expect(vouchedFor(vouch, { ...quarter, nowMs: 901_001 })).toBe(0)
  expect(vouchedFor(vouch, { ...quarter, nowMs: 901_001, withUsMs: 3_600_000 })).toBe(2)
})
