import type { Clock } from '../lib/clock.ts'
import type { StoreFault } from '../storage/fault.ts'
import type { RoomStore } from '../storage/room-store.ts'

const AGAIN_MS = 5_000

/**
 * Says what this device's disk refuses, and that it takes everything again: what waits is offered to it every few
 * seconds. What could not be read stays said, since only a person can bring it back. Returns its stop.
 */
export function watchDisk(deps: { store: RoomStore; clock: Clock; say(fault: StoreFault | undefined): void }) {
  let refuses = false
  let lost = false
  const stops = [
    deps.store.onFault((fault) => {
      if (fault === 'store-corrupt') lost = true
      else refuses = true
      deps.say(fault)
    }),
    deps.clock.every(AGAIN_MS, () => void (refuses && tryAgain())),
  ]
  return () => stops.forEach((stop) => stop())

  async function tryAgain() {
    const flushed = await deps.store.flush()
    if (!flushed.ok) return
    refuses = false
    deps.say(lost ? 'store-corrupt' : undefined)
  }
}
