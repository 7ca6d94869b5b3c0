import type { dayEn } from './day.en.ts'

export const dayFr: typeof dayEn = {
  title: 'Réservations',
  freeUntil: (time) => `Libre jusqu’à ${time}`,
  until: (title, time) => `${title} jusqu’à ${time}`,
  booked: 'Réservée',
  book: (minutes) => `Réserver ${minutes}`,
  bookExplain: (minutes) => `Réserver la pièce pour ${minutes} minutes, dès maintenant`,
  extend: 'Prolonger',
  extendExplain: (minutes) => `${minutes} minutes de plus`,
  end: 'Terminer',
  checkIn: 'Je suis là',
  checkInExplain: 'Personne ne s’est annoncé. Sans réponse, la pièce sera bientôt libre.',
  what: 'Pour quoi',
  whatHint: 'Revue de conception',
  none: 'Rien n’est réservé.',
  by: (name) => `par ${name}`,
  span: (from, to) => `${from} à ${to}`,
  clash: 'Chevauche une réservation antérieure, qui l’emporte.',
  add: 'Ajouter depuis un fichier d’agenda',
  save: 'Enregistrer en fichier d’agenda',
  imported: ({ booked, known, taken, tooLong, repeating }) =>
    [
      booked === 1 ? '1 réservation ajoutée.' : `${booked} réservations ajoutées.`,
      known > 0 && `${known} y étaient déjà.`,
      tooLong > 0 && `${tooLong} non ajoutées\u202f: plus de deux semaines.`,
      taken > 0 && `${taken} non ajoutées\u202f: la pièce est prise.`,
      repeating > 0 && `De ${repeating} qui se répètent, les soixante prochains jours.`,
    ]
      .filter(Boolean)
      .join(' '),
  checkInMinutes: 'Il faut s’annoncer dans les',
  never: 'Pas besoin',
  checkInRule:
    'Une réservation où personne ne s’annonce prend fin. Qui a réservé et est là, par téléphone ou visage, compte.',
  visitsEnd: 'Les visites finissent avec la réservation',
  visitsEndRule: 'Les visiteurs venus pendant une réservation ne sont plus dans la pièce quand elle est finie.',
}
