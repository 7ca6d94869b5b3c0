import { expect, test } from 'vitest'
import { CAMERA_COST, makeCostMeter, MICROPHONE_COST } from '../../src/lib/sense-cost.ts'

/* What a sense costs, by the stated model. */

test('a microphone that is shut costs nothing, one that is open a little, and work a core’s part', () => {
  const meter = makeCostMeter(MICROPHONE_COST)
  expect(meter.read().milliwatts).toBe(0)
  meter.add(0, { tookMs: 0, whole: false, awake: false })
  meter.add(10_000, { tookMs: 0, whole: false, awake: false })
  expect(meter.read()).toMatchObject({ awakePercent: 0, milliwatts: 0 })
  meter.add(20_000, { tookMs: 0, whole: false, awake: true })
  meter.add(20_000, { tookMs: 200, whole: true, awake: false })
  const { lookMs, awakePercent, busyPercent, milliwatts } = meter.read()
  expect(lookMs).toBe(200)
  expect(awakePercent).toBeGreaterThan(50)
  expect(milliwatts).toBe(Math.round((20 * awakePercent + 900 * busyPercent) / 100))
})

test('a camera costs its part also while its sense is asleep', () => {
  const meter = makeCostMeter(CAMERA_COST)
  meter.add(0, { tookMs: 0, whole: false, awake: false })
  meter.add(10_000, { tookMs: 0, whole: false, awake: false })
  expect(meter.read()).toMatchObject({ awakePercent: 0, milliwatts: 250 })
})
