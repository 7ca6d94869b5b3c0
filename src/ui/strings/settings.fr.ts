import type { settingsEn } from './settings.en.ts'

export const settingsFr: typeof settingsEn = {
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
    otherScreens: (screens) =>
      screens === 0
        ? 'Aucun autre écran ne garde cette pièce.'
        : screens === 1
          ? 'L’autre écran garde aussi toute la pièce.'
          : `${screens} autres écrans gardent aussi toute la pièce.`,
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
}
