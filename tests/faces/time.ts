import type { Clock } from '../../src/lib/clock.ts'

/** A clock that a test turns by hand; between any two timers everything that waits for nothing else is done. */
export function makeClock(): Clock & { turn(ms: number): Promise<void> } {
  let nowMs = 1_000_000
  let timers: { dueMs: number; run: () => void }[] = []

  function after(ms: number, run: () => void) {
    const timer = { dueMs: nowMs + ms, run }
    timers.push(timer)
    return () => void (timers = timers.filter((one) => one !== timer))
  }
  return {
    now: () => nowMs,
    after,
    every(ms, run) {
      let cancel = () => {}
      const again = () => {
        run()
        cancel = after(ms, again)
      }
      cancel = after(ms, again)
      return () => cancel()
    },
    async turn(ms) {
      const untilMs = nowMs + ms
      await settled()
      for (;;) {
        const next = timers.toSorted((a, b) => a.dueMs - b.dueMs)[0]
        if (!next || next.dueMs > untilMs) break
        timers = timers.filter((one) => one !== next)
        nowMs = Math.max(nowMs, next.dueMs)
        next.run()
        await settled()
      }
      nowMs = untilMs
    },
  }
}

/** Promises that wait for nothing but each other are done after a turn of the event loop. */
const settled = () => new Promise((resolve) => setImmediate(resolve))
