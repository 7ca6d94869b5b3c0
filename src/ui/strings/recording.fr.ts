import type { recordingEn } from './recording.en.ts'

const list = (names: readonly string[]) => new Intl.ListFormat('fr').format(names.map((name) => name || 'quelqu’un'))

/** Where a sentence begins with them; what somebody called themselves is left as it is. */
const List = (names: readonly string[]) => list(names.map((name, at) => name || (at === 0 ? 'Quelqu’un' : 'quelqu’un')))

/** Words about recording a meeting, and about its minutes. */
export const recordingFr: typeof recordingEn = {
  record: 'Enregistrer',
  stop: 'Arrêter l’enregistrement',
  goOn: 'Reprendre l’enregistrement',
  answer: 'Répondre',
  takeBack: 'Retirer mon accord',
  on: (time) => `Enregistrement ${time}`,
  onSaid: 'Cette réunion est enregistrée.',
  rests: 'Pas d’enregistrement',
  ask: {
    title: 'Enregistrer cette réunion ?',
    by: (name) => `${name || 'Quelqu’un'} le demande, pour le compte rendu.`,
    points: [
      'Le son, et ce qui est affiché ou noté. Tout reste dans cette salle.',
      'Seuls les téléphones qui acceptent peuvent l’ouvrir.',
      'Si quelqu’un arrive, il s’interrompt.',
      'Vous pouvez l’arrêter à tout moment.',
    ],
    pointsAtWall: [
      'Répondez ici si vous n’avez pas de téléphone dans la salle.',
      'Le son, et ce qui est affiché ou noté. Tout reste dans cette salle.',
      'Seuls les téléphones qui acceptent peuvent l’ouvrir.',
      'Si quelqu’un arrive, il s’interrompt. Chacun peut l’arrêter.',
    ],
    agree: 'J’accepte',
    no: 'Non',
    everyone: 'Tout le monde est d’accord ?',
    everyoneWhy:
      'Aucune caméra ne voit qui est là : vous seuls pouvez le dire. Votre réponse est notée dans le compte rendu.',
    everyoneYes: 'Tout le monde est d’accord',
  },
  cause: {
    none: () => '',
    ask: (names) => `En attente de ${list(names)}.`,
    'came-in': (names) => `En pause. En attente de ${list(names)}.`,
    no: (names) => `En pause. ${List(names)} : plutôt non.`,
    withdrawn: (names) => `En pause. Accord retiré : ${list(names)}.`,
    everyone: () => 'Tout le monde est d’accord ?',
    unexplained: () => 'En pause. Quelqu’un ici n’a pas été consulté.',
    nobody: () => 'En pause. Personne n’est là par téléphone.',
    restarted: () => 'En pause. L’écran qui enregistre s’était éteint.',
    'microphone-none': () => 'En pause. Il n’y a pas de micro.',
    'microphone-refused': () =>
      'En pause. Le navigateur n’autorise pas le micro. Autorisez-le sur le mur, puis arrêtez et enregistrez à nouveau.',
    'microphone-gone': () => 'En pause. Le micro n’est plus là.',
    'storage-full': () => 'En pause. Le disque est plein. Ce qui est enregistré est gardé.',
    'owner-away': (_names, owner) => `En pause. ${owner || 'L’écran qui enregistre'} est hors de portée.`,
  },
  minutes: {
    title: 'Comptes rendus',
    none: 'Aucun compte rendu.',
    open: 'Ouvrir',
    export: 'Exporter',
    delete: 'Supprimer',
    deleteSure: 'Supprimer pour tous ?',
    openFile: 'Ouvrir un fichier de compte rendu',
    of: (when) => `Compte rendu du ${when}`,
    running: 'En cours d’enregistrement',
    asked: (name) => (name ? `demandé par ${name}` : 'demandé au mur'),
    sealed:
      'Cet écran les garde scellés. Ils s’ouvrent sur les téléphones de ceux qui ont accepté, tant qu’ils étaient là.',
    offer:
      'Le compte rendu de cette réunion est prêt. En garder une copie ? Un navigateur peut oublier ce qu’il contient.',
    offerVisitor:
      'Le compte rendu de cette réunion est prêt. Votre clé prend fin avec votre visite : prenez une copie maintenant. Quiconque a ce fichier peut l’écouter.',
    later: 'Pas maintenant',
    deleted: 'Supprimé.',
    done: (names) => `Effacé sur ${list(names)}.`,
    outstanding: (names) => `Reste à effacer : ${list(names)}, dès son retour.`,
    log: {
      asked: (name) => `${name || 'Quelqu’un'} a demandé l’enregistrement`,
      everyone: (name) => `« Tout le monde est d’accord », dit à ${name || 'un mur'}`,
      ended: (name) => (name ? `${name} l’a arrêté` : 'Terminé'),
      opened: (name) => `${name || 'Quelqu’un'} l’a ouvert`,
      exported: (name) => `${name || 'Quelqu’un'} en a pris une copie`,
      deleted: (name) => `${name || 'Quelqu’un'} l’a supprimé`,
    },
    logTitle: 'Qui en a fait quoi',
  },
  player: {
    play: 'Écouter',
    pause: 'Pause',
    position: 'Position',
    chapters: 'Qui est arrivé et parti',
    lines: 'Ce qui a été affiché et noté',
    shown: (words, by) =>
      words === ''
        ? `${by || 'Quelqu’un'} a partagé un écran`
        : by
          ? `${by} a affiché\u202f: ${words}`
          : `Au mur\u202f: ${words}`,
    noted: (words, by) => `${by || 'Quelqu’un'} a noté\u202f: ${words}`,
    here: (names) => List(names),
    notYours: 'Vous n’étiez pas là, ou n’aviez pas accepté.',
    damaged: (count) => (count === 1 ? 'Un morceau abîmé est omis.' : `${count} morceaux abîmés sont omis.`),
    cut: 'Le fichier s’arrête trop tôt. Ce qui est là peut s’écouter.',
    nothing: 'Rien ne s’en ouvre sur cet appareil.',
    close: 'Fermer',
  },
  reasons: {
    'recording-on': {
      what: 'Un enregistrement est déjà demandé.',
      safe: 'Rien n’a changé.',
      todo: 'Répondez à celui-là, ou arrêtez-le.',
    },
    'recording-over': {
      what: 'Cet enregistrement est terminé.',
      safe: 'Ce qui a été enregistré est gardé.',
      todo: 'Demandez à nouveau.',
    },
    'microphone-none': {
      what: 'Cet écran n’a pas de micro qui marche.',
      safe: 'Rien n’a été enregistré.',
      todo: 'Branchez-en un, ou enregistrez à un autre écran.',
    },
    'microphone-refused': {
      what: 'Le navigateur n’autorise pas le micro ici.',
      safe: 'Rien n’a été enregistré.',
      todo: 'Autorisez-le dans le navigateur du mur, puis réessayez.',
    },
    'minutes-gone': {
      what: 'Ce compte rendu a été supprimé.',
      safe: 'Rien d’autre n’a changé.',
      todo: 'Fermez la liste et rouvrez-la.',
    },
    'minutes-incomplete': {
      what: 'Une partie du compte rendu n’est pas encore arrivée sur cet écran.',
      safe: 'Rien n’est perdu.',
      todo: 'Réessayez dans un instant.',
    },
    'minutes-unreadable': {
      what: 'Ce n’est pas un fichier de compte rendu, ou il est abîmé.',
      safe: 'Le fichier n’a pas été changé.',
      todo: 'Choisissez un fichier qui finit par .minutes.',
    },
  },
}
