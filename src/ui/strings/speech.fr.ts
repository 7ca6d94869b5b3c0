import type { SpeechWords } from './speech.ts'

const spanFr = (seconds: number): string => {
  const [count, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, 'heure']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'seconde']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

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
  elsewhere: (name) => (name ? `${name} a mieux entendu et répond.` : 'Un autre écran répond.'),
  spokenOver: (name) => `${name || 'Un autre appareil'} parlait à cet instant. Redites-le.`,
  refused: 'Je ne sais pas faire cela. Demandez « que puis-je dire ».',
  examples: [
    'qui est là',
    'ajoute une note, de retour dans dix minutes',
    'lance un minuteur de cinq minutes',
    'allume la lampe',
    'réserve la salle pour trente minutes',
    'annule ça',
  ],
  switches: { lamp: 'lampe' },
  answers: {
    noted: (text) => `C’est noté : ${text}.`,
    people: (names, someone) => {
      const others = someone === 0 ? '' : ` et ${someone} de plus`
      if (names.length === 0)
        return someone === 0 ? 'Il n’y a personne que je connaisse.' : `${someone} ici, sans nom connu.`
      return `Ici : ${names.join(', ')}${others}.`
    },
    shown: 'C’est affiché au mur.',
    page: (number, of) => `Page ${number} sur ${of}.`,
    cleared: 'Le mur est vide.',
    time: (time) => `Il est ${time}.`,
    help: (examples) => `Dites : ${examples.map((one) => `« ${one} »`).join(', ')}.`,
    undone: 'Annulé.',
    nothingToUndo: 'Il n’y a rien à annuler.',
    dark: 'Les murs sont éteints. Dites « rallume le mur », ou touchez-en un.',
    light: 'Les murs sont rallumés.',
    timer: (seconds) => `Minuteur de ${spanFr(seconds)}.`,
    timerStopped: 'Le minuteur est arrêté.',
    turnedOn: 'C’est allumé.',
    turnedOff: 'C’est éteint.',
    recordingAsked: 'L’enregistrement commence quand chacun ici a dit oui.',
    stopRecording: 'Arrêter l’enregistrement pour de bon ?',
    stopRecordingTap: 'Arrêter l’enregistrement',
    recordingStopped: 'L’enregistrement est terminé.',
    booked: (seconds) => `La salle est à vous pour ${spanFr(seconds)}.`,
    extend: (seconds) => `${spanFr(seconds)} de plus ?`,
    extendTap: 'Prolonger la réservation',
    extended: (seconds) => `${spanFr(seconds)} de plus.`,
    end: 'Terminer la réservation maintenant ?',
    endTap: 'Terminer la réservation',
    ended: 'La réservation est terminée.',
    calls: (name) => (name ? `${name} appelle.` : 'Quelqu’un appelle.'),
    called: (name) => `${name} a été appelé.`,
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
    'not-recording': 'Rien n’est enregistré en ce moment.',
    'not-booked': 'Personne n’a réservé la salle en ce moment.',
    'no-timer': 'Aucun minuteur ne tourne.',
    'not-put-back': 'Une image ne peut pas être remise d’ici. Affichez-la de nouveau depuis Fichiers.',
    'no-notes': 'Il n’y a pas de note à afficher.',
    'no-pictures': 'Il n’y a pas d’image parmi les fichiers de la salle.',
  },
  settings: {
    title: 'Oreilles',
    on: 'Maintenir pour parler',
    explain:
      'Les murs et les téléphones reçoivent un bouton pour parler à la salle. Le micro n’est ouvert que pendant ce temps ; le son ne quitte jamais l’appareil et n’est pas gardé.',
    look: 'Regarder et parler',
    lookExplain:
      'Là où les visages sont activés : qui se tient près d’un écran et le regarde ouvre son micro, et « J’écoute… » le dit. Tant que la personne ne parle pas, seule la dernière seconde et demie est gardée, puis oubliée dès qu’elle détourne le regard ou après huit secondes. Dès que ses lèvres bougent, il écoute quelques secondes. Chaque écran demande d’abord un appui sur le bouton, pour que son navigateur puisse utiliser le micro.',
    unsayable: 'Ces noms ne peuvent pas encore se dire. Écrivez à quoi chacun ressemble, en mots courants :',
    alike: (name, other) => `« ${name} » ressemble à « ${other} ». Renommez l’un des deux.`,
    short: (name) => `« ${name} » est trop court pour être bien entendu. Donnez un nom plus long.`,
    soundsLike: (word) => `« ${word} » se dit comme`,
    word: 'Un nom mal entendu',
    like: 'se dit comme',
    add: 'Ajouter',
    forget: (word) => `Oublier comment se dit « ${word} »`,
    wider: 'L’anglais est compris par le modèle plus large apporté au boîtier.',
    cost: (ms, awake, mW) =>
      `${ms > 0 ? `Comprendre une demande prend ${ms} ms. ` : ''}Le micro a été ouvert ${awake} % de la dernière minute\u202f: environ ${mW} mW, par un modèle grossier.`,
  },
}
