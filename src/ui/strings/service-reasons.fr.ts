import type { Sentence, ServiceReason } from './reasons.ts'

export const serviceReasonsFr: Record<ServiceReason, Sentence> = {
  'no-service': {
    what: 'Aucun appareil de cette pièce ne sait faire cela.',
    safe: 'Rien n’a changé.',
    todo: 'Voyez sous Services ce qu’elle sait faire.',
  },
  'service-away': {
    what: 'L’appareil qui fait cela n’est pas joignable.',
    safe: 'Rien n’a changé.',
    todo: 'Réveillez-le, puis réessayez.',
  },
  'service-gone': {
    what: 'L’appareil qui le faisait est parti avant de répondre.',
    safe: 'Tout le reste est comme avant.',
    todo: 'Voyez si c’est fait, puis réessayez.',
  },
  'service-late': {
    what: 'Cela n’a pas été fait à temps\u202f; la pièce n’attend plus.',
    safe: 'Tout le reste est comme avant.',
    todo: 'Voyez si c’est fait, puis réessayez.',
  },
  'service-busy': {
    what: 'On en demande trop à la fois.',
    safe: 'Ce qui a été demandé avant se fait.',
    todo: 'Réessayez dans un instant.',
  },
  'service-failed': {
    what: 'Le service s’est interrompu.',
    safe: 'Tout le reste est comme avant.',
    todo: 'Réessayez, ou prévenez qui s’en occupe.',
  },
  'kind-taken': {
    what: 'La pièce a déjà quelque chose de ce nom.',
    safe: 'Rien n’a été partagé.',
    todo: 'L’auteur de la page doit l’appeler autrement.',
  },
  'kind-twice': {
    what: 'Une autre page de ce navigateur propose déjà cela.',
    safe: 'Ce qu’elle propose reste proposé.',
    todo: 'Fermez la fenêtre de l’autre page si celle-ci doit le proposer.',
  },
  'offers-full': {
    what: 'C’est plus qu’un appareil ne peut proposer.',
    safe: 'Ce qui était proposé avant le reste.',
    todo: 'Cessez d’abord de proposer autre chose.',
  },
  'too-many-timers': {
    what: 'Autant de minuteurs tournent que les murs peuvent en montrer.',
    safe: 'Ils continuent tous.',
    todo: 'Arrêtez-en un d’abord.',
  },
  'timer-over': { what: 'Ce minuteur est déjà fini.', safe: 'Rien n’a changé.', todo: 'Lancez-en un autre.' },
  'no-page': {
    what: 'Cette page n’est pas au mur.',
    safe: 'Rien n’a changé.',
    todo: 'Regardez quelle page est affichée.',
  },
  'pdf-unreadable': {
    what: 'Ce PDF est abîmé.',
    safe: 'On peut encore l’enregistrer tel quel.',
    todo: 'Exportez-le de nouveau et renvoyez-le.',
  },
  'pdf-locked': {
    what: 'Ce PDF demande un mot de passe.',
    safe: 'Il reste parmi les fichiers.',
    todo: 'Envoyez-en un qui s’ouvre sans.',
  },
  'pdf-too-heavy': {
    what: 'Ce PDF est trop lourd pour cet écran\u202f: il dépasse 100 Mo, ou la page a pris plus de 15 secondes.',
    safe: 'Le fichier est intact et le mur continue.',
    todo: 'Essayez une autre page, ou affichez-en une image.',
  },
  'pdf-no-reader': {
    what: 'Ce qui lit les PDF n’est pas encore arrivé.',
    safe: 'Le fichier est dans la salle.',
    todo: 'Réessayez quand l’assistant répondra.',
  },
}
