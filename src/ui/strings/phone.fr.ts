import type { phoneEn } from './phone.en.ts'

export const phoneFr: typeof phoneEn = {
  phone: {
    shown: 'C’est au mur.',
    youAre: 'Ici, vous êtes',
    role: { member: 'membre', visitor: 'visiteur' },
    yourName: 'Votre nom',
    askName: 'Pour que la pièce sache qui affiche. Vous pouvez le laisser vide.',
    onDisplay: 'À l’affiche',
    by: (name) => `À l’affiche, par ${name}`,
    nothing: 'Rien n’est affiché.',
    show: 'Afficher au mur',
    showShort: 'Afficher',
    showHint: 'Une phrase, une adresse, une question',
    showPicture: 'Afficher une image',
    onWhich: 'Sur quel écran',
    everyScreen: 'Tous les écrans',
    takeDown: 'Décrocher',
    notes: 'Notes',
    people: 'Personnes présentes',
    leave: 'Quitter',
    unlock: 'Déverrouiller le mur',
    unlocked: 'Le mur est déverrouillé pour 15 minutes.',
    rooms: 'Vos pièces',
    open: (name) => `Ouvrir ${name}`,
    roleIn: { member: 'membre', visitor: 'visiteur', screen: 'écran' },
    devices: 'Appareils',
    paused: 'En pause : quelqu’un de nouveau est là',
  },

  states: {
    coming: 'Vous entrez',
    atDoor: 'À la porte. Quelqu’un dans la pièce doit peut-être toucher «\u202fLaisser entrer\u202f» au mur.',
    useHere: 'L’utiliser ici',
    away: (minutes) =>
      minutes === undefined
        ? 'Vous êtes loin de la pièce.'
        : minutes <= 1
          ? 'Vous êtes absent. Votre place est gardée encore une minute.'
          : `Vous êtes absent. Votre place est gardée ${minutes} minutes.`,
    offline: 'La pièce est injoignable.',
    alone: 'Aucun écran de la pièce n’est là.',
    left: (room) => (room ? `Vous avez quitté ${room}.` : 'Vous avez quitté la pièce.'),
    leftSafe: 'Ce téléphone n’en garde rien.',
    expired: 'Votre visite est terminée.',
    expiredSafe: 'Scannez le code au mur pour revenir.',
    refused: 'La pièce ne vous a pas laissé entrer.',
    comeBack: 'Revenir',
    tryAgain: 'Réessayer',
    typeCode: 'Taper un code',
  },

  notes: {
    title: 'Notes',
    none: 'Pas encore de note.',
    add: 'Ajouter une note',
    addShort: 'Ajouter',
    added: 'Ajoutée.',
    removed: 'Retirée.',
    hint: 'Tout le monde ici la lit',
    mine: 'vous',
    unsent: 'Pas encore envoyée. Elle part dès que la pièce est à portée.',
    fromBoard: 'Du tableau ouvert',
  },

  showOut: {
    title: 'Raccompagner',
    explain: 'Le téléphone quitte la pièce aussitôt. Pendant dix minutes, il faut un geste ici pour qu’il revienne.',
    nobody: 'Aucun visiteur n’est ici.',
    named: (name) => `Raccompagner ${name}`,
    done: (name) => `${name} a quitté la pièce.`,
  },

  share: {
    start: 'Partager mon écran',
    stop: 'Arrêter le partage',
    mine: 'Votre écran est au mur.',
    screenOf: (name) => `L’écran de ${name}`,
  },
}
