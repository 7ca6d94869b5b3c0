import type { setupEn } from './setup.en.ts'

export const setupFr: typeof setupEn = {
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
    backupFile: 'Fichier, si vous en avez un',
    restore: 'Rétablir',
    restoring: 'Elle revient',
  },
}
