import type { SpeechWords } from './speech.ts'

export const speechFr: SpeechWords = {
  talk: 'Maintenir pour parler',
  hint: 'Maintenez, ou touchez et parlez',
  mic: {
    off: 'Micro éteint',
    listening: 'J’écoute…',
    muted: 'Micro coupé',
    blocked: 'Micro bloqué',
  },
  thinking: 'Un instant…',
  mute: 'Couper le micro',
  unmute: 'Rétablir le micro',
  heard: (text) => `« ${text} »`,
  refused: 'Je ne sais pas faire cela. Demandez « que puis-je dire ».',
  examples: [
    'qui est là',
    'quelle heure est-il',
    'ajoute une note, de retour dans dix minutes',
    'efface tout',
    'annule ça',
  ],
  answers: {
    noted: (text) => `C’est noté : ${text}.`,
    people: (names, someone) => {
      const others = someone === 0 ? '' : ` et ${someone} de plus`
      if (names.length === 0)
        return someone === 0 ? 'Il n’y a personne que je connaisse.' : `${someone} ici, sans nom connu.`
      return `Ici : ${names.join(', ')}${others}.`
    },
    shown: 'C’est affiché au mur.',
    cleared: 'Le mur est vide.',
    time: (time) => `Il est ${time}.`,
    help: (examples) => `Dites : ${examples.map((one) => `« ${one} »`).join(', ')}.`,
    undone: 'Annulé.',
    nothingToUndo: 'Il n’y a rien à annuler.',
  },
  because: {
    refused: 'Ce navigateur ne peut pas utiliser le micro. Autorisez-le à côté de l’adresse, puis réessayez.',
    'no-microphone': 'Cet appareil n’a pas de micro. Branchez-en un, puis réessayez.',
    'microphone-busy': 'Une autre application utilise le micro. Fermez-la, puis réessayez.',
    'model-missing': 'Les fichiers de la reconnaissance ne sont pas sur le boîtier. Reposez-les : npm run build.',
    'model-altered':
      'Les fichiers de la reconnaissance ne sont pas ceux de cette version et n’ont pas servi. Reposez-les : npm run build.',
    'recogniser-refused':
      'La reconnaissance n’accepte pas ce qui peut se dire ici. Renommez ce qui l’a été en dernier.',
    'worker-died': 'La reconnaissance s’est arrêtée. Elle repart au prochain appui.',
    'no-notes': 'Il n’y a pas de note à afficher.',
    'no-pictures': 'Il n’y a pas d’image parmi les fichiers de la salle.',
  },
  settings: {
    title: 'Oreilles',
    on: 'Maintenir pour parler',
    explain:
      'Les murs reçoivent un bouton pour parler à la salle. Le micro n’est ouvert que pendant ce temps ; rien de ce qui est dit ne quitte l’appareil ni n’est gardé.',
    unsayable: 'Ces noms ne peuvent pas encore se dire. Écrivez à quoi chacun ressemble, en mots courants :',
    soundsLike: (word) => `« ${word} » se dit comme`,
    word: 'Un nom mal entendu',
    like: 'se dit comme',
    add: 'Ajouter',
    forget: (word) => `Oublier comment se dit « ${word} »`,
  },
}
