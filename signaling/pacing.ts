import type { Clock } from '../src/lib/clock.ts'

/** How long the bytes of this key, all it ever sent, keep the box from reading more of it: 0 where it keeps to its rate. */
export type Pacing = {
  spend(key: string, bytes: number): number
  /** Forgets who has been quiet. */
  sweep(): void
}

/** One leaky bucket for each key: a second's worth at once, then so many bytes a second. */
export function makePacing({ clock, bytesPerSecond }: { clock: Pick<Clock, 'now'>; bytesPerSecond: number }): Pacing {
  /** When each has nothing left to wait for. */
  const freeMs = new Map<string, number>()
  let lastMs = clock.now()
  return {
    spend(key, bytes) {
      const now = clock.now()
      // A clock set back would otherwise hold everybody for as long.
      if (now < lastMs) freeMs.clear()
      lastMs = now
      const free = Math.max(freeMs.get(key) ?? 0, now - BURST_MS) + (bytes / bytesPerSecond) * 1_000
      freeMs.set(key, free)
      return Math.max(0, Math.ceil(free - now))
    },
    sweep() {
      for (const [key, free] of freeMs) if (free < clock.now() - BURST_MS) freeMs.delete(key)
    },
  }
}

const BURST_MS = 1_000
