import type { offerEn } from './offer.en.ts'

export const offerFr: typeof offerEn = {
  title: 'Proposer à la pièce',
  asks: (room) => `veut proposer ceci à ${room || 'votre pièce'}\u202f:`,
  points: [
    'Qui peut y montrer quelque chose peut l’appeler.',
    'Ce qu’on lui envoie va à cette page. Elle peut le transmettre, donc cela peut sortir de la pièce.',
    'La page ne voit rien d’autre de la pièce\u202f: ni qui appelle, ni noms, ni notes.',
    'Cela finit quand cette fenêtre est fermée.',
  ],
  yes: 'Proposer',
  no: 'Non',
  readFirst: 'Vous pourrez accepter quand cette fenêtre aura été devant vous pendant une seconde.',
  stop: 'Ne plus proposer',
  nothingYet: 'Elle n’a pas encore dit ce qu’elle propose.',
  waiting: 'En attente de la page qui a ouvert cette fenêtre.',
  waitingTodo: 'Si rien ne vient, fermez-la et recommencez depuis cette page.',
  noRoom: 'Aucune pièce n’est ouverte dans ce navigateur.',
  noRoomTodo:
    'Ouvrez votre pièce dans un autre onglet, en tant que membre, et laissez-le ouvert. La suite vient d’elle-même.',
  openRoom: 'Ouvrir ma pièce',
  through: (room) => `est proposé à ${room || 'votre pièce'}. Laissez cette fenêtre ouverte.`,
  notTaken:
    'La pièce ne prend pas cela pour l’instant. Laissez cette fenêtre ouverte\u202f: ce sera proposé dès qu’elle le prendra.',
  list: 'Ce qu’elle propose',
  stands: { asked: 'En chemin', offered: 'Dans la liste de la pièce' },
  over: {
    'offer-declined': 'Vous avez dit non. Rien d’autre n’a été dit à la page.',
    'offer-ended': 'Ce n’est plus proposé.',
    'page-gone': 'La page est partie\u202f; ce n’est plus proposé.',
    'page-floods': 'La page en a dit bien trop à la fois\u202f; ce n’est plus proposé.',
    'page-nameless': 'Cette page n’a pas d’adresse à elle\u202f; nul ne saurait dire à qui elle est.',
    'page-version': 'La page parle une autre version du client d’Osmose. Son auteur doit prendre celle du boîtier.',
    'browser-old': 'Ce navigateur ne sait pas faire cela.',
  },
  close: 'Vous pouvez fermer cette fenêtre.',
}
