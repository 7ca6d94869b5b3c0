import type { DayReason, Sentence } from './reasons.ts'

/** Why a room was not booked. */
export const dayReasonsEn: Record<DayReason, Sentence> = {
  booked: { what: 'Somebody has the room then.', safe: 'Nothing changed.', todo: 'Choose another time.' },
  'booked-soon': {
    what: 'Somebody has the room before that would be over.',
    safe: 'Nothing changed.',
    todo: 'Choose a shorter time.',
  },
  'booking-over': { what: 'That booking is over.', safe: 'Nothing changed.', todo: 'Book anew.' },
  'booking-too-long': {
    what: 'A booking lasts two weeks at most, and ends after it begins.',
    safe: 'Nothing changed.',
    todo: 'Choose another time.',
  },
  'too-many-bookings': {
    what: 'More is booked than the room can keep.',
    safe: 'What is booked stays.',
    todo: 'Remove some bookings first.',
  },
  'calendar-unreadable': {
    what: 'That is no calendar file, or a damaged one.',
    safe: 'Nothing changed.',
    todo: 'Choose a file that ends in .ics.',
  },
}
