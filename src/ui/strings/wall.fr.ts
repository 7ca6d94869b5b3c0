import type { wallEn } from './wall.en.ts'

export const wallFr: typeof wallEn = {
  wall: {
    onDisplay: 'À l’affiche',
    nothingOnDisplay: 'Rien n’est affiché.',
    shownBy: (name) => `Affiché par ${name}`,
    takeDown: 'Décrocher',
    people: 'Personnes présentes',
    more: (n) => `+${n}`,
    notes: 'Notes',
    by: (name) => `par ${name}`,
    devices: 'Appareils',
    addScreen: 'Ajouter un écran',
    addMember: 'Ajouter un membre',
    showOut: 'Raccompagner',
    settings: 'Réglages',
    lockNow: 'Verrouiller',
    admin: 'La pièce',
    joinTitle: 'Scannez pour entrer',
    joinType: 'ou tapez',
    joinAway: 'On pourra entrer au retour de l’assistant.',
    hint: 'Scannez le code pour laisser une note ou afficher quelque chose ici.',
    paused: 'En pause : quelqu’un de nouveau est là',
    wake: 'Réveiller le mur',
  },

  showOut: {
    title: 'Raccompagner',
    explain: 'Le téléphone quitte la pièce aussitôt. Pendant dix minutes, il faut un geste ici pour qu’il revienne.',
    nobody: 'Aucun visiteur n’est ici.',
    named: (name) => `Raccompagner ${name}`,
    done: (name) => `${name} a quitté la pièce.`,
  },

  devices: {
    title: 'Appareils',
    explain: 'Ce qui appartient à cette pièce. Un appareil retiré ne peut plus rien y lire ni y changer.',
    none: 'Cet écran seulement.',
    thisOne: 'cet écran',
    sure: (name) => `Retirer ${name} ?`,
    keepIt: 'Le garder',
  },

  notes: {
    title: 'Notes',
    none: 'Pas encore de note.',
    add: 'Ajouter une note',
    addShort: 'Ajouter',
    hint: 'Tout le monde ici la lit',
    mine: 'vous',
    unsent: 'Pas encore envoyée. Elle part dès que la pièce est à portée.',
  },

  pin: {
    title: 'Le mur est verrouillé',
    explain: 'Pour changer la pièce, il faut le code PIN.',
    label: 'PIN',
    unlock: 'Déverrouiller',
    erase: 'Effacer',
    keypad: 'Clavier',
    wait: (seconds) =>
      seconds > 90
        ? `Attendez ${Math.ceil(seconds / 60)} minutes`
        : seconds < 2
          ? `Attendez ${seconds} seconde`
          : `Attendez ${seconds} secondes`,
  },
}
