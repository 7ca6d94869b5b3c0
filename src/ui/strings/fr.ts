import type { Strings } from './en.ts'
import { enteringReasonsFr } from './entering-reasons.fr.ts'
import { phoneFr } from './phone.fr.ts'

export const fr: Strings = {
  enteringReasons: enteringReasonsFr,
  ...phoneFr,

  common: {
    close: 'Fermer',
    cancel: 'Annuler',
    back: 'Retour',
    next: 'Suivant',
    done: 'Terminé',
    keep: 'Garder',
    kept: 'C’est gardé.',
    remove: 'Retirer',
    removeNamed: (what) => `Retirer ${what}`,
    someone: 'Quelqu’un',
    you: 'vous',
    admin: 'admin',
    away: 'absent',
    here: 'ici',
    notHere: 'pas ici',
    screen: 'écran',
    member: 'membre',
    visitor: 'visiteur',
    onTheWay: 'En route',
    page: (number, of) => `Page ${number} sur ${of}`,
    nextPage: 'Page suivante',
    previousPage: 'Page précédente',
  },

  membrane: {
    closed: 'Rien ne sort d’ici.',
    boardOpen: 'Le tableau est ouvert\u202f: des notes peuvent sortir d’ici.',
    pageOpen: 'Une page est ouverte\u202f: ce qu’elle reçoit peut sortir d’ici.',
    helperAway: 'L’assistant est absent ; la pièce continue.',
    alone: 'Cet écran seulement. Tout est gardé.',
    recording: (time) => `Enregistrement ${time}`,
  },

  live: {
    came: (name) => `${name} est ici.`,
    gone: (name) => `${name} n’est plus ici.`,
  },

  app: {
    firstScreen: 'Mur',
    letIn: 'Laisser entrer',
  },
}
