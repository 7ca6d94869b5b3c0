import { saveFile } from '../platform/save-file.ts'
import { bookingsOf } from '../room/bookings.ts'
import type { RoomDocs } from '../room/documents.ts'
import { roomFactsOf } from '../room/commons.ts'
import type { DayActions, Imported } from '../ui/day/view.ts'
import type { Outcome } from '../ui/view.ts'

/** How one device books: a wall writes, a phone calls. */
export type Booker = {
  book(id: string, minutes: number, title: string): Promise<Outcome>
  add(event: { id: string; fromMs: number; toMs: number; title: string }): Promise<Outcome>
  extend(id: string, minutes: number): Promise<Outcome>
  end(id: string): Promise<Outcome>
  checkIn(id: string): Promise<Outcome>
}

const EXTEND_MINUTES = 15

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
    extend: (id) => booker.extend(id, EXTEND_MINUTES),
    end: (id) => booker.end(id),
    checkIn: (id) => booker.checkIn(id),
    async add(file): Promise<Imported> {
      // Read by a library that is loaded when somebody has such a file: what is chosen here needs nothing of the box.
      const loaded = await import('./calendar.ts').catch(() => undefined)
      if (!loaded) return { refused: 'box-gone' }
      const read = await loaded.readCalendar(await file.text(), deps.nowMs())
      if (!read.ok) return { refused: read.error }
      const came = { booked: 0, taken: 0, repeating: read.value.repeating }
      for (const event of read.value.events) {
        const refused = await booker.add(event)
        if (refused === undefined) came.booked += 1
        else if (refused === 'booked' || refused === 'booked-soon') came.taken += 1
        else return { refused }
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
