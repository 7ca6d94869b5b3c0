import type { Strings } from './en.ts'
import type { Sentence, TrustReason } from './reasons.ts'

/** Words about who may what. */
export const trustFr: Pick<Strings, 'trust'> = {
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

export const trustReasonsFr: Record<TrustReason, Sentence> = {
  'not-yours': {
    what: 'C’est à quelqu’un d’autre de le dire.',
    safe: 'Rien n’a changé.',
    todo: 'Demandez-lui, ou à un admin.',
  },
  'scan-again': {
    what: 'Tout le monde est prié de scanner à nouveau.',
    safe: 'Ce que vous avez écrit reste dans la pièce.',
    todo: 'Scannez le code au mur dans les cinq minutes pour rester.',
  },
  'too-many-notes': {
    what: 'Vous avez laissé autant de notes qu’un visiteur peut en laisser.',
    safe: 'Celles que vous avez laissées sont gardées.',
    todo: 'Retirez d’abord une des vôtres.',
  },
  'too-many-pictures': {
    what: 'Cela fait beaucoup d’images en peu de temps.',
    safe: 'Elle n’a pas quitté votre téléphone.',
    todo: 'Attendez quelques minutes avant la suivante.',
  },
  'room-full': {
    what: 'La pièce ne peut rien contenir de plus.',
    safe: 'Tout ce qu’elle contient est gardé.',
    todo: 'Retirez ce qui ne sert plus.',
  },
  'visit-over': {
    what: 'Cette visite est finie.',
    safe: 'Rien n’a changé.',
    todo: 'Demandez-lui de scanner le code à nouveau.',
  },
  'words-other-room': {
    what: 'Ces mots sont ceux d’une autre pièce.',
    safe: 'Rien n’a changé.',
    todo: 'Prenez les mots notés pour cette pièce.',
  },
}
