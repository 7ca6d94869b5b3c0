import type { appearEn } from './appear.en.ts'

export const appearFr: typeof appearEn = {
  button: 'Afficher quand…',
  title: (file) => `Afficher ${file} quand…`,
  explain: 'Le fichier apparaît de lui-même sur l’écran, et disparaît quand la dernière personne est partie.',
  people: 'L’une de ces personnes est là',
  bookings: 'Une réservation est en cours',
  booked: 'Réservée',
  nobody: 'Personne n’a encore été ajouté à cette pièce. «\u202fAjouter un membre\u202f» sur l’écran le permet.',
  keep: 'Garder',
  never: 'Jamais de lui-même',
  whenPeople: (names) => `Apparaît quand ${names} est là.`,
  whenBooking: (titles) => `Apparaît pendant ${titles}.`,
  or: ' ou ',
  aBooking: 'une réservation',
  somebody: 'quelqu’un',
  offers: 'Prêt à afficher',
  offer: (file, by) => (by ? `${file}, de ${by}` : `${file}`),
}
