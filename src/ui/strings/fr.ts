import type { Strings } from './en.ts'
import { boardFr } from './board.fr.ts'
import { filesFr } from './files.fr.ts'
import { pairingFr } from './pairing.fr.ts'
import { phoneFr } from './phone.fr.ts'
import { reasonsFr } from './reasons.fr.ts'
import { settingsFr } from './settings.fr.ts'
import { setupFr } from './setup.fr.ts'
import { wallFr } from './wall.fr.ts'

export const fr: Strings = {
  reasons: reasonsFr,
  ...wallFr,
  ...boardFr,
  ...pairingFr,
  ...settingsFr,
  ...phoneFr,
  ...filesFr,
  ...setupFr,

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
  },

  membrane: {
    closed: 'Rien ne sort d’ici.',
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
