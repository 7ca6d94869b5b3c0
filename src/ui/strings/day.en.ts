import type { Imported } from '../day/view.ts'

/** Words of the room's day: who has it, and booking it. */
export const dayEn = {
  title: 'Bookings',
  freeUntil: (time: string) => `Free until ${time}`,
  until: (title: string, time: string) => `${title} until ${time}`,
  booked: 'Booked',
  book: (minutes: number) => `Book ${minutes}`,
  bookExplain: (minutes: number) => `Book the room for ${minutes} minutes, from now`,
  extend: 'Extend',
  extendExplain: (minutes: number) => `${minutes} minutes longer`,
  end: 'End',
  checkIn: 'Check in',
  checkInExplain: 'Nobody has checked in yet. The room is free again soon if nobody does.',
  what: 'What for',
  whatHint: 'Design review',
  none: 'Nothing is booked.',
  by: (name: string) => `by ${name}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  clash: 'Overlaps an earlier booking, which holds.',
  add: 'Add from a calendar file',
  save: 'Save as a calendar file',
  imported: ({ booked, known, taken, tooLong, repeating }: Omit<Imported, 'refused'>) =>
    [
      booked === 1 ? '1 booking added.' : `${booked} bookings added.`,
      known > 0 && `${known} stood already.`,
      tooLong > 0 && `${tooLong} not added: longer than two weeks.`,
      taken > 0 && `${taken} not added: the room is taken then.`,
      repeating > 0 && `Of ${repeating} that repeat, the next sixty days.`,
    ]
      .filter(Boolean)
      .join(' '),
  checkInMinutes: 'Somebody must check in within',
  never: 'Nobody must',
  checkInRule: 'A booking that nobody checks in to ends. Whoever booked and is here by phone or face counts.',
  visitsEnd: 'Visits end with the booking',
  visitsEndRule: 'Visitors who came during a booking are no longer in the room when it is over.',
}
