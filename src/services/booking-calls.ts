import * as v from 'valibot'
import { encoded, text } from '../protocol/shape.ts'
import { book, checkIn, endBooking, extendBooking } from '../room/bookings.ts'
import { authorOf, call } from './call.ts'

const id = v.pipe(encoded(22), v.length(22))
const minutes = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(480))
const time = v.pipe(v.number(), v.safeInteger())

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
  'booking.add': call('book', v.object({ id, fromMs: time, toMs: time, title: text(80) }), (room, who, asked) => {
    if (room.isFull()) return 'room-full'
    if (asked.toMs <= asked.fromMs || asked.toMs - asked.fromMs > 14 * 24 * 3_600_000) return 'malformed'
    const { by, byName } = authorOf(room, who)
    const fields = { fromMs: asked.fromMs, toMs: asked.toMs, title: asked.title.trim(), by, byName }
    return book(room.docs.commons, asked.id, fields, room.author)
  }),
  'booking.extend': call('book', v.object({ id, minutes }), (room, _who, asked) =>
    extendBooking(room.docs.commons, asked.id, asked.minutes, room.author),
  ),
  'booking.end': call('book', v.object({ id }), (room, _who, asked) =>
    endBooking(room.docs.commons, asked.id, room.author),
  ),
  'booking.check-in': call('book', v.object({ id }), (room, _who, asked) =>
    checkIn(room.docs.commons, asked.id, room.author),
  ),
} as const
