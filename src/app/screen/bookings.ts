import type { Clock } from '../../lib/clock.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { bookingRulesOf, bookingsOf, checkIn, dayOf, dropPast, pastSpans } from '../../room/bookings.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { Seeing } from './seeing.ts'
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
  presence: Presence
  company: Pick<Seeing['company'], 'people'>
}): () => void {
  const { docs, author, visitors } = deps
  const stops = [deps.clock.every(LOOK_MS, look), deps.clock.every(TIDY_MS, tidy)]
  return () => stops.forEach((stop) => stop())

  function look() {
    if (!deps.speaks()) return
    const nowMs = author.now()
    const { commons } = docs()
    const { current } = dayOf(bookingsOf(commons, nowMs), nowMs)
    if (current && !current.checkedIn && isHere(current.by)) checkIn(commons, current.id, author)
    // Looked for in what is over, not caught as it ends: the screen that speaks may have slept, or be another one now.
    if (!bookingRulesOf(commons).visitsEnd) return
    for (const { fromMs, toMs } of pastSpans(commons, nowMs))
      for (const device of visitors.begunBetween(fromMs, toMs)) void visitors.end(device, 'expired')
  }

  /** The person of this device, by phone or by face. */
  function isHere(device: DeviceId) {
    const byPhone = deps.presence.people().some((person) => person.device === device && person.state === 'here')
    return byPhone || deps.company.people().some((person) => person.device === device)
  }

  function tidy() {
    if (deps.speaks()) dropPast(docs().commons, author)
  }
}
