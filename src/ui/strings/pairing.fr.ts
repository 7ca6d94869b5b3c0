import type { pairingEn } from './pairing.en.ts'

export const pairingFr: typeof pairingEn = {
  pair: {
    screenTitle: 'Ajouter un écran',
    memberTitle: 'Ajouter un membre',
    mayChange: 'Peut changer la pièce (admin)',
    screenSteps: [
      'Ouvrez ce code avec l’appareil photo de l’autre tablette.',
      'Comparez six chiffres.',
      'La tablette est un écran de cette pièce.',
    ],
    memberSteps: [
      'Scannez ce code avec le téléphone du membre.',
      'Comparez six chiffres.',
      'Le téléphone est membre : il entre sans scanner, jusqu’à ce qu’on le retire.',
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
}
