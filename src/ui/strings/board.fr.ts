import type { boardEn } from './board.en.ts'

export const boardFr: typeof boardEn = {
  board: {
    title: 'Tableau ouvert',
    open: 'Ouvrir le tableau',
    explain:
      'D’autres applications du bâtiment peuvent alors lire les notes de la pièce et y ajouter les leurs. Elles n’atteignent rien d’autre, et ce qui vient d’elles est signalé.',
    pore: 'Notes',
    signaling: 'Où',
    room: 'Nom',
    password: 'Mot de passe',
    lines: 'Trois lignes pour une application qui utilise Yjs',
    copy: 'Copier les lignes',
    copied: 'Copié.',
    afresh: 'Nouveau mot de passe',
    afreshExplain: 'Ferme la porte à toute application qui a l’ancien.',
    keptBy: (screen) => `${screen} tient le tableau.`,
    keeperAway: (screen) =>
      `${screen} tient le tableau et n’est pas là. Un nouveau mot de passe le ramène sur cet écran.`,
    renewed: 'Un appareil a été retiré, le mot de passe est donc nouveau\u202f: donnez ces lignes aux applications.',
    grown: 'Le tableau était devenu trop grand et a été recommencé\u202f: donnez ces lignes aux applications.',
  },
}
