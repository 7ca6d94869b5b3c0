import * as v from 'valibot'
import { encoded, text } from '../protocol/shape.ts'
import { book, bookAll, checkIn, endBooking, extendBooking, isOwnOrNow } from '../room/bookings.ts'
import { authorOf, call } from './call.ts'

const id = v.pipe(encoded(22), v.length(22))
const minutes = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480))
const time = v.pipe(v.number(), v.safeInteger())

/** Of a calendar, in one call: some 12 kB. */
export const EVENTS_AT_ONCE = 100

/** What members' phones may ask about the room's day. */
export const BOOKING_CALLS = {
  /** From now on. Who books on the spot is here, so it counts as checked in. */
  'booking.now': call('book', v.object({ id, minutes, title: text(80) }), (room, who, asked) => {
    if (room.isFull()) return 'room-full'
    const fromMs = room.author.now()
    const toMs = fromMs + asked.minutes * 60_000
    const { by, byName } = authorOf(room, who)
    const fields = { fromMs, toMs, title: asked.title.trim(), by, byName, checkedIn: true as const }
    return book(room.docs.commons, asked.id, fields, room.author)
  }),
  /** A calendar's entries, so many at a time that they are no flood of calls. Answers how many of them came of what. */
  'booking.add': call(
    'book',
    v.object({
      events: v.pipe(v.array(v.object({ id, fromMs: time, toMs: time, title: text(80) })), v.maxLength(EVENTS_AT_ONCE)),
    }),
    (room, who, { events }) => {
      if (room.isFull()) return 'room-full'
      const { by, byName } = authorOf(room, who)
      const added = bookAll(room.docs.commons, events, { by, byName }, room.author)
      return typeof added === 'string' ? added : { answer: added }
    },
  ),
  'booking.extend': call('book', v.object({ id, minutes }), (room, _who, asked) =>
    extendBooking(room.docs.commons, asked.id, asked.minutes, room.author),
  ),
  'booking.end': call(
    (room, who, args) => {
      const { docs, author } = room
      return isOwnOrNow(docs.commons, (args as { id: string }).id, who.device, author.now())
        ? 'book'
        : 'book.remove-any'
    },
    v.object({ id }),
    (room, _who, asked) => endBooking(room.docs.commons, asked.id, room.author),
  ),
  'booking.check-in': call('book', v.object({ id }), (room, _who, asked) =>
    checkIn(room.docs.commons, asked.id, room.author),
  ),
} as const
