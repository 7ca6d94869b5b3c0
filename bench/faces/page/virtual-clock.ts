import type { Clock } from '../../../src/lib/clock.ts'

/** A clock on which time passes only between the things that wait for it: an hour takes as long as its work. */
export function virtualClock(): Clock & { runUntil(endMs: number): Promise<void> } {
  let nowMs = 0
  let waiting: { atMs: number; run: () => void }[] = []
  let wake = () => {}

  const after = (ms: number, run: () => void) => {
    const timer = { atMs: nowMs + ms, run }
    waiting.push(timer)
    wake()
    return () => void (waiting = waiting.filter((other) => other !== timer))
  }
  return {
    now: () => nowMs,
    after,
    every(ms, run) {
      let cancel = () => {}
      const again = () => {
        cancel = after(ms, () => {
          again()
          run()
        })
      }
      again()
      return () => cancel()
    },
    async runUntil(endMs) {
      while (nowMs < endMs) {
        // What was started may have to hear from a worker before it waits for the clock again.
        if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const [first, ...rest] = waiting.toSorted((a, b) => a.atMs - b.atMs)
        if (!first) continue
        waiting = rest
        nowMs = Math.max(nowMs, first.atMs)
        first.run()
        await Promise.resolve()
      }
    },
  }
}
