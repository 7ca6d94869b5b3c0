import type { Sentence, TrustReason } from './reasons.ts'

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
  'no-other-screen': {
    what: 'Aucun autre écran n’est à portée.',
    safe: 'Rien n’a changé.',
    todo: 'Un écran est retiré par un autre : allumez-en un, puis réessayez.',
  },
  'words-other-room': {
    what: 'Ces mots sont ceux d’une autre pièce.',
    safe: 'Rien n’a changé.',
    todo: 'Prenez les mots notés pour cette pièce.',
  },
}
