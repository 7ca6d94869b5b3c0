import type { Clock, Random } from '../lib/clock.ts'

/** The device's own clock and timers. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}

export const realRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length))

/** The minute of the day, in this device's own hours. */
export function minuteOfDay(ms: number): number {
  const date = new Date(ms)
  return date.getHours() * 60 + date.getMinutes()
}
