import type { trustEn } from './trust.en.ts'

/** Words about who may what: a wall's, and hardly a phone's. */
export const trustFr: typeof trustEn = {
  trust: {
    deeds: {
      'read-commons': 'lire ce qui est ici',
      'note.add': 'ajouter des notes',
      'display.show': 'afficher au mur',
      'blob.offer': 'envoyer des fichiers',
      book: 'réserver la pièce',
      'note.remove-own': 'retirer ses propres notes',
      'note.remove-any': 'retirer les notes des autres',
      'show-out': 'raccompagner quelqu’un',
      invite: 'ajouter des écrans ou des membres',
      settings: 'changer la pièce',
    },
    can: (deeds) => `Un visiteur peut ${deeds}.`,
    cannot: (deeds) => `Un visiteur ne peut pas ${deeds}.`,
    visitorsFiles: 'Les visiteurs peuvent envoyer des fichiers',
    askToScan: 'Demander à tous de scanner à nouveau',
    askToScanExplain:
      'Les visiteurs qui n’ont pas scanné le code à nouveau dans les cinq minutes ne sont plus dans la pièce.',
    askedToScan: 'C’est demandé à tous. Le mur et leurs téléphones le disent.',
    words: {
      title: 'Apporter les mots',
      what: 'Ils ouvrent ce mur quand le code est perdu, et le placent avant tous les autres admins quand un écran a été volé. Ils ne changent pas : seule une nouvelle pièce en a d’autres.',
      explain:
        'Les douze mots notés à la création de cette pièce. Ils ouvrent ce mur et le placent avant tous les autres admins.',
      alsoRemove: 'Retirer de la pièce en même temps',
      bring: 'Ouvrir avec les mots',
      done: 'Ce mur est ouvert et passe avant tous les autres admins. Si quelqu’un d’autre connaît le code, changez-le maintenant.',
      instead: 'Ouvrir plutôt avec les mots',
    },
  },
}
