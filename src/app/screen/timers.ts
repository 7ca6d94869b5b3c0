import type { Clock } from '../../lib/clock.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { dropPastTimers, timersOf } from '../../room/timers.ts'

const LOOK_MS = 250
const TIDY_MS = 60_000
/** A wall that was asleep at the end of a timer does not chime when it wakes: it shows that it is over. */
const LATEST_CHIME_MS = 5_000

/** Chimes once when a timer ends, and forgets those that ended long ago. */
export function keepTimers(deps: {
  docs: () => RoomDocs
  author: Author
  clock: Clock
  /** One screen of those that see each other speaks for all. */
  speaks: () => boolean
  chime: () => void
}): () => void {
  const { author, clock } = deps
  const chimed = new Set<string>()
  const stops = [clock.every(LOOK_MS, look), clock.every(TIDY_MS, tidy)]
  return () => stops.forEach((stop) => stop())

  function look() {
    const nowMs = author.now()
    const timers = timersOf(deps.docs().commons, nowMs)
    const fresh = timers.filter(
      ({ id, isOver, endsAtMs }) => isOver && !chimed.has(id) && nowMs - endsAtMs < LATEST_CHIME_MS,
    )
    for (const { id } of fresh) chimed.add(id)
    if (fresh.length > 0) deps.chime()
    for (const id of chimed) if (!timers.some((one) => one.id === id)) chimed.delete(id)
  }

  function tidy() {
    if (deps.speaks()) dropPastTimers(deps.docs().commons, author)
  }
}
