import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { later } from '../../src/ui/lib/later.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a part that does not come is asked for again until it does', async () => {
  let asked = 0
  const part = { default: () => 'here' }
  const Part = later(() => (++asked < 3 ? Promise.reject(new TypeError('the box is away')) : Promise.resolve(part)))
  const loaded = Part.preload()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toBe(1)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(await loaded).toBe(part)
  expect(asked).toBe(3)
})
