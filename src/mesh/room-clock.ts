import type { Clock } from '../lib/clock.ts'
import type { DeviceId } from '../protocol/ids.ts'

/**
 * Room time: the median of the screens' clocks, since screens offline have no time server and one of them may be hours
 * wrong. A visitor's clock is not asked (DESIGN 5, M12).
 */
export function makeRoomClock(clock: Clock) {
  const offsets = new Map<DeviceId, number>()
  return {
    /** Milliseconds since 1970, as most screens have it. */
    now(): number {
      const all = [0, ...offsets.values()].sort((a, b) => a - b)
      const middle = all.length >> 1
      // With two screens nobody can say who is right: the smaller id's clock would be as arbitrary, so take the middle.
      const median = all.length % 2 ? (all[middle] ?? 0) : ((all[middle - 1] ?? 0) + (all[middle] ?? 0)) / 2
      return Math.max(0, Math.round(clock.now() + median))
    },
    heard(screen: DeviceId, theirNow: number) {
      offsets.set(screen, theirNow - clock.now())
    },
    forget: (screen: DeviceId) => void offsets.delete(screen),
  }
}
export type RoomClock = ReturnType<typeof makeRoomClock>
