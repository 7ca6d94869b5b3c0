import type { Strings } from './en.ts'
import { reasonsFr } from './reasons.fr.ts'

export const fr: Strings = {
  reasons: reasonsFr,

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

  pair: {
    screenTitle: 'Ajouter un écran',
    memberTitle: 'Ajouter un membre',
    memberExplain: 'Le téléphone d’un membre entre sans scanner, jusqu’à ce qu’on le retire.',
    mayChange: 'Peut changer la pièce (admin)',
    invite: 'Créer le code',
    screenSteps: [
      'Ouvrez ce code avec l’appareil photo de l’autre tablette.',
      'Comparez six chiffres.',
      'La tablette est un écran de cette pièce.',
    ],
    memberSteps: [
      'Scannez ce code avec le téléphone du membre.',
      'Comparez six chiffres.',
      'Le téléphone est membre de cette pièce.',
    ],
    orType: (host: string) => `Pas d’appareil photo ? Ouvrez-y ${host} et tapez`,
    orOpen: 'Ou ouvrez cette adresse :',
    copy: 'Copier',
    copied: 'C’est copié.',
    expires: 'Il sert une fois et expire dans 10 minutes.',
    qrLabel: 'Code pour rejoindre cette pièce durablement',
    compareTitle: 'Les deux écrans montrent-ils ces chiffres ?',
    compareExplain: 'S’ils sont identiques, personne ne s’est glissé entre les deux.',
    thisOne: 'Celui-ci',
    otherOne: 'L’autre',
    match: 'Identiques',
    differ: 'Différents',
    waitingTitle: 'Répondez maintenant sur l’autre',
    waitingExplain: 'Les deux doivent confirmer que les chiffres sont identiques.',
    doneTitle: (name) => `${name} est des nôtres.`,
    doneScreen: 'C’est maintenant un écran de cette pièce.',
    doneMember: 'C’est maintenant un membre de cette pièce.',
    failedTitle: 'Rien n’a été relié',
    again: 'Recommencer',
  },

  settings: {
    title: 'Réglages',
    room: 'La pièce',
    roomName: 'Nom de la pièce',
    place: 'Lieu',
    placeHint: '1er étage, bâtiment Nord',
    screenName: 'Nom de cet écran',
    look: 'Langue et lumière',
    language: 'Langue',
    ground: 'Fond',
    day: 'Jour',
    night: 'Nuit',
    auto: 'Tout seul',
    visitors: 'Visiteurs',
    visitorsNotes: 'Les visiteurs peuvent ajouter des notes',
    visitorsShow: 'Les visiteurs peuvent afficher au mur',
    visitorCan: (notes, show) =>
      notes && show
        ? 'Un visiteur peut lire, ajouter des notes et afficher au mur.'
        : notes
          ? 'Un visiteur peut lire et ajouter des notes.'
          : show
            ? 'Un visiteur peut lire et afficher au mur.'
            : 'Un visiteur peut seulement lire.',
    phoneAddress: 'Adresse pour les téléphones',
    phoneAddressHint: 'Là où mène le code du mur. Les téléphones doivent pouvoir l’ouvrir.',
    awayMinutes: 'Un téléphone endormi peut revenir pendant',
    minutes: (n) => (n < 2 ? `${n} minute` : `${n} minutes`),
    less: 'Moins',
    more: 'Plus',
    awayExplain: 'Ensuite, il scanne à nouveau.',
    lock: 'Le verrou',
    newPin: 'Nouveau PIN',
    changePin: 'Changer le PIN',
    pinExplain: 'Au moins quatre chiffres.',
    pinChanged: 'Le code PIN est changé.',
    backup: 'Sauvegarde',
    backupExplain: 'Scellée. Seuls les mots de secours l’ouvrent.',
    backUpNow: 'Sauvegarder maintenant',
    saveFile: 'Enregistrer un fichier',
    backedUp: 'C’est sauvegardé.',
    saved: 'C’est enregistré.',
    lastBackup: (when) => `La dernière : ${when}`,
    noBackup: 'Il n’y en a pas encore.',
    toBoxAway: 'L’assistant est absent : on ne peut enregistrer qu’un fichier.',
    thisScreen: 'Cet écran',
    storage: 'Gardé ici',
    storageUsed: (bytes, sure) =>
      sure
        ? `${bytes}, et le navigateur n’y touchera pas`
        : `${bytes} ; le navigateur pourrait l’effacer s’il manque de place`,
    offline: 'Sans l’assistant',
    offlineState: {
      unavailable: 'Cet écran ne pourrait pas redémarrer',
      installing: 'Bientôt prêt',
      ready: 'Cet écran peut redémarrer',
      waiting: 'Prêt ; une version plus récente démarrera la prochaine fois',
    },
    release: 'Version',
    releaseExplain: 'À comparer avec celle qui est publiée pour cette version.',
  },

  phone: {
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

  app: {
    firstScreen: 'Mur',
    letIn: 'Laisser entrer',
  },

  states: {
    coming: 'Vous entrez',
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

  setup: {
    title: 'Faire de cet écran une pièce',
    step: (n, of) => `${n} sur ${of}`,
    nameQuestion: 'Comment s’appelle cette pièce ?',
    roomName: 'Nom de la pièce',
    nameHelp: 'Comme on le dit : la salle de lecture.',
    placeQuestion: 'Où est-elle ?',
    place: 'Lieu',
    placeHelp: 'Par exemple : 1er étage, bâtiment Nord. Vous pouvez le laisser vide.',
    pinQuestion: 'Choisissez un code PIN',
    pin: 'PIN',
    pinHelp: 'N’importe qui peut toucher un mur. Pour changer la pièce, on tape ce code : quatre chiffres ou plus.',
    wordsQuestion: 'Notez ces mots',
    wordsHelp:
      'Notez-les. Ils ne sont montrés qu’une fois. Avec eux, vous rétablissez la pièce si tous les écrans sont perdus.',
    wordsList: 'Mots de secours',
    wordsQr: 'Les mots de secours sous forme de code, pour l’appareil photo d’un téléphone',
    wordsWho: 'Qui les a peut prendre la pièce en main : gardez-les sur papier, loin d’elle.',
    arriveQuestion: 'Comment les visiteurs entreront',
    arriveAt: 'Ils scannent le code de ce mur. Il mène à',
    certificate: {
      public: 'Leur navigateur connaît cette adresse. Ils entrent aussitôt.',
      private:
        'La première fois, leur navigateur dit qu’il ne connaît pas cette adresse. C’est normal : la pièce se porte garante d’elle-même, aucune entreprise ne le fait. Ils continuent une fois, et il s’en souvient. Le mieux pour les visiteurs est un certificat que les navigateurs connaissent (voir README).',
      here: 'Cette adresse ne marche que sur cette machine. Les téléphones ont besoin de l’adresse https que l’assistant a affichée : donnez-la sous Réglages, « Adresse pour les téléphones ».',
      none: 'Cette adresse n’est pas sûre : les téléphones ne peuvent pas entrer.',
    },
    unstable: (host) =>
      `Cet écran connaît la pièce par cette adresse, ${host}. Si elle change, il faudra ajouter à nouveau écrans et téléphones. Donnez d’abord au boîtier un nom ou une adresse fixe, si vous le pouvez.`,
    create: 'Créer la pièce',
    creating: 'La pièce se prépare',
    joinTitle: 'Rejoindre plutôt une pièce',
    joinHelp: 'Scannez le code d’un mur avec l’appareil photo, ou tapez ce qui est écrit à côté.',
    joinTitleHand: 'Rejoindre une pièce',
    codeOrLink: 'Code ou lien',
    join: 'Rejoindre',
    joining: 'Un instant',
    restoreTitle: 'Rétablir une pièce',
    restoreHelp: 'Avec les douze mots de secours, sur un écran vierge.',
    recoveryWords: 'Mots de secours',
    backupFile: 'Fichier de sauvegarde, si vous en avez un',
    restore: 'Rétablir',
    restoring: 'Elle revient',
  },
}
