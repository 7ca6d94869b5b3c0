import type { Clock } from '../../lib/clock.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { bookingRulesOf, bookingsOf, checkIn, dayOf, dropPast, endedBetween } from '../../room/bookings.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { Visitors } from './visitors.ts'

const LOOK_MS = 5_000
/** What is over is of no use to the room, and nobody's to read. */
const TIDY_MS = 3_600_000

/** What the room's day makes a screen do: check in who is seen to be here, end visits with their booking, forget what is over. */
export function keepTheDay(deps: {
  docs: () => RoomDocs
  author: Author
  clock: Clock
  /** One screen of those that see each other speaks for all. */
  speaks: () => boolean
  visitors: Visitors
  /** Whether the person of this device is here, by phone or by face. */
  isHere: (device: DeviceId) => boolean
}): () => void {
  const { docs, author } = deps
  let lookedAtMs = author.now()
  const stops = [deps.clock.every(LOOK_MS, look), deps.clock.every(TIDY_MS, tidy)]
  return () => stops.forEach((stop) => stop())

  function look() {
    const nowMs = author.now()
    const sinceMs = lookedAtMs
    lookedAtMs = nowMs
    if (!deps.speaks()) return
    const { commons } = docs()
    const { current } = dayOf(bookingsOf(commons, nowMs), nowMs)
    if (current && !current.checkedIn && deps.isHere(current.by)) checkIn(commons, current.id, author)
    if (!bookingRulesOf(commons).visitsEnd) return
    for (const { fromMs, toMs } of endedBetween(commons, sinceMs, nowMs))
      for (const device of deps.visitors.begunBetween(fromMs, toMs)) void deps.visitors.end(device, 'expired')
  }

  function tidy() {
    if (deps.speaks()) dropPast(docs().commons, author)
  }
}
