import type { EnteringReasons } from './reasons.ts'

const rienPartage = 'Rien n’a été partagé.'
const rienChange = 'Rien n’a changé.'
const toutGarde = 'Tout est gardé.'

export const enteringReasonsFr: EnteringReasons = {
  'unknown-device': {
    what: 'La pièce ne connaît pas cet appareil.',
    safe: rienPartage,
    todo: 'Scannez le code au mur.',
  },
  removed: {
    what: 'Cet appareil a été retiré de la pièce.',
    safe: 'Ce qui est dans la pièce y reste.',
    todo: 'Demandez à un admin de l’ajouter à nouveau.',
  },
  'wrong-room': { what: 'C’est une autre pièce.', safe: rienPartage, todo: 'Scannez le code au mur de cette pièce.' },
  'code-expired': {
    what: 'Ce code a expiré.',
    safe: rienPartage,
    todo: 'Scannez le code affiché au mur maintenant, ou tapez-le à nouveau.',
  },
  'code-used': {
    what: 'Ce code a déjà servi.',
    safe: 'Il ne laisse entrer qu’un appareil.',
    todo: 'Demandez-en un nouveau.',
  },
  'code-foreign': {
    what: 'Ce n’est pas un code de cette pièce.',
    safe: rienPartage,
    todo: 'Scannez le code au mur, ou tapez-le à nouveau.',
  },
  'not-admitted': { what: 'Vous n’êtes pas dans la pièce.', safe: rienChange, todo: 'Scannez le code au mur.' },
  'admission-ended': {
    what: 'Votre visite est terminée.',
    safe: 'Vos notes restent dans la pièce.',
    todo: 'Scannez le code au mur pour revenir.',
  },
  'shown-out': {
    what: 'On vous a raccompagné.',
    safe: 'Votre téléphone ne garde rien de la pièce.',
    todo: 'Demandez à quelqu’un sur place de vous rouvrir.',
  },
  'bad-signature': {
    what: 'L’autre appareil n’a pas pu prouver qui il est.',
    safe: rienPartage,
    todo: 'Réessayez près du mur.',
  },
  'bad-proof': { what: 'Le code ne correspond pas.', safe: rienPartage, todo: 'Scannez à nouveau le code au mur.' },
  version: {
    what: 'Ces deux appareils ont des versions trop éloignées.',
    safe: toutGarde,
    todo: 'Rechargez cette page.',
  },
  'wrong-screen': {
    what: 'Ce code est celui d’un autre écran.',
    safe: rienPartage,
    todo: 'Scannez le code de l’écran devant vous.',
  },
  'too-many': {
    what: 'Trop d’essais à la fois.',
    safe: 'Personne n’est entré.',
    todo: 'Attendez une minute, puis réessayez.',
  },
  differ: {
    what: 'Les chiffres différaient : rien n’a été relié.',
    safe: 'Si quelqu’un s’était glissé entre les deux, il n’a rien appris.',
    todo: 'Recommencez avec un nouveau code.',
  },
  malformed: {
    what: 'L’autre appareil a dit quelque chose d’incompréhensible.',
    safe: 'Cela a été ignoré.',
    todo: 'Rechargez cette page.',
  },
  timeout: { what: 'Pas de réponse à temps.', safe: 'Rien n’est perdu.', todo: 'Réessayez.' },
  'box-gone': {
    what: 'L’assistant est absent.',
    safe: 'La pièce continue, et tout est gardé.',
    todo: 'Vérifiez l’alimentation et le câble du petit boîtier.',
  },
  'open-elsewhere': {
    what: 'La pièce est ouverte dans un autre onglet.',
    safe: toutGarde,
    todo: 'Continuez là-bas, ou fermez-le et rechargez celui-ci.',
  },
  offline: {
    what: 'La pièce est injoignable.',
    safe: 'Rien n’est perdu.',
    todo: 'Approchez-vous, ou vérifiez le Wi-Fi.',
  },
  'browser-old': {
    what: 'Ce navigateur est trop ancien pour la pièce.',
    safe: rienPartage,
    todo: 'Mettez-le à jour, ou prenez-en un autre.',
  },
  other: { what: 'Quelque chose n’a pas marché.', safe: toutGarde, todo: 'Réessayez.' },
}
