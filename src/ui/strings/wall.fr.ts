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

  devices: {
    title: 'Appareils',
    explain: 'Ce qui appartient à cette pièce. Un appareil retiré ne peut plus rien y lire ni y changer.',
    none: 'Cet écran seulement.',
    thisOne: 'cet écran',
    sure: (name) => `Retirer ${name} ?`,
    keepIt: 'Le garder',
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
