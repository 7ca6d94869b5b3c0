import { trustFr } from './trust.fr.ts'
import type { rightsEn } from './rights.en.ts'

export const rightsFr: typeof rightsEn = {
  ...trustFr,
  title: 'Davantage pour une personne',
  explain:
    'Ce que vous permettez ici prend fin avec la visite : quand la personne s’en va, est raccompagnée, ou quand la visite expire.',
  nobody: 'Personne n’est en visite.',
  rights: {
    'note.add': 'Ajouter des notes',
    'display.show': 'Afficher au mur',
    'blob.offer': 'Envoyer des fichiers',
    book: 'Réserver la pièce',
    'note.remove-any': 'Retirer les notes et fichiers des autres',
  },
  allowMore: 'Permettre plus',
  allowMoreNamed: (name) => `Permettre plus : ${name}`,
  mayAlso: (deeds) => `Peut aussi ${deeds}`,
  can: (name, deeds) => `${name} peut ${deeds}.`,
  cannot: (name, deeds) => `${name} ne peut pas ${deeds}.`,
  lookAfter: 'Prendre soin de la pièce',
  youMay: (deeds) => `Un admin vous permet davantage tant que vous êtes ici : ${deeds}.`,
}
