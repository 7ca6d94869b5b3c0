import { saveFile } from '../platform/save-file.ts'
import type { Result } from '../lib/result.ts'
import { bookingsOf, type Added, type BookingTimes } from '../room/bookings.ts'
import type { RoomDocs } from '../room/documents.ts'
import { roomFactsOf } from '../room/commons.ts'
import { EVENTS_AT_ONCE } from '../services/booking-calls.ts'
import type { DayActions, Imported } from '../ui/day/view.ts'
import type { Outcome } from '../ui/view.ts'

/** How one device books: a wall writes, a phone calls. */
export type Booker = {
  book(id: string, minutes: number, title: string): Promise<Outcome>
  /** A part of a calendar; a reason where the room refused it. */
  add(events: readonly BookingTimes[]): Promise<Result<Added>>
  extend(id: string, minutes: number): Promise<Outcome>
  end(id: string): Promise<Outcome>
  checkIn(id: string): Promise<Outcome>
}

const NOTHING: Imported = { booked: 0, known: 0, taken: 0, tooLong: 0, repeating: 0 }

/** What people do about the room's time, on walls and phones alike. */
export function dayActions(deps: {
  booker: Booker
  newId: () => string
  commons: () => RoomDocs['commons']
  nowMs: () => number
}): DayActions {
  const { booker } = deps
  return {
    book: (minutes, title = '') => booker.book(deps.newId(), minutes, title),
    extend: booker.extend,
    end: booker.end,
    checkIn: booker.checkIn,
    async add(file): Promise<Imported> {
      // Read by a library that is loaded when somebody has such a file: what is chosen here needs nothing of the box.
      const loaded = await import('./calendar.ts').catch(() => undefined)
      if (!loaded) return { ...NOTHING, refused: 'box-gone' }
      const read = await loaded.readCalendar(await file.text(), deps.nowMs())
      if (!read.ok) return { ...NOTHING, refused: read.error }
      const { events, repeating } = read.value
      const came = { booked: 0, known: 0, taken: 0, tooLong: 0, repeating }
      for (let at = 0; at < events.length; at += EVENTS_AT_ONCE) {
        const added = await booker.add(events.slice(at, at + EVENTS_AT_ONCE))
        if (!added.ok) return { ...came, refused: added.error }
        for (const what of ['booked', 'known', 'taken', 'tooLong'] as const) came[what] += added.value[what]
      }
      return came
    },
    save: () =>
      void import('./calendar.ts').then(({ writeCalendar }) => {
        const bookings = bookingsOf(deps.commons(), deps.nowMs()).filter(({ clash }) => !clash)
        saveFile(writeCalendar(bookings, roomFactsOf(deps.commons())?.name ?? ''), 'osmose.ics')
      }),
  }
}
