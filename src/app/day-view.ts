import { bookingsOf, dayOf, type Booking } from '../room/bookings.ts'
import type { RoomDocs } from '../room/documents.ts'
import type { BookingView, DayView } from '../ui/day/view.ts'

/** The room's day as it is drawn, on walls and phones alike. */
export function dayView(commons: RoomDocs['commons'], nowMs: number): DayView {
  const bookings = bookingsOf(commons, nowMs)
  const { current, next } = dayOf(bookings, nowMs)
  return {
    bookings: bookings.map(view),
    ...(current && { current: { ...view(current), checkedIn: current.checkedIn === true } }),
    ...(next && { next: view(next) }),
  }
}

const view = ({ id, title, byName, fromMs, toMs, clash }: Booking): BookingView => ({
  id,
  title,
  by: byName,
  fromMs,
  toMs,
  clash,
})
