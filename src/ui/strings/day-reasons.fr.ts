import type { DayReason, Sentence } from './reasons.ts'

export const dayReasonsFr: Record<DayReason, Sentence> = {
  booked: { what: 'La pièce est prise à ce moment.', safe: 'Rien n’a changé.', todo: 'Choisissez un autre moment.' },
  'booked-soon': {
    what: 'La pièce est prise avant que ce soit fini.',
    safe: 'Rien n’a changé.',
    todo: 'Choisissez moins longtemps.',
  },
  'booking-over': { what: 'Cette réservation est terminée.', safe: 'Rien n’a changé.', todo: 'Réservez à nouveau.' },
  'booking-too-long': {
    what: 'Une réservation dure deux semaines au plus, et finit après son début.',
    safe: 'Rien n’a changé.',
    todo: 'Choisissez un autre moment.',
  },
  'too-many-bookings': {
    what: 'Il y a plus de réservations que la pièce n’en garde.',
    safe: 'Ce qui est réservé le reste.',
    todo: 'Retirez d’abord des réservations.',
  },
  'calendar-unreadable': {
    what: 'Ce n’est pas un fichier d’agenda, ou il est abîmé.',
    safe: 'Rien n’a changé.',
    todo: 'Choisissez un fichier en .ics.',
  },
}
