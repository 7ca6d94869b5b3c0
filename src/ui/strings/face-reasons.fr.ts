import type { FaceReason, Sentence } from './reasons.ts'

const rienGarde = 'Rien n’a été gardé.'

export const faceReasonsFr: Record<FaceReason, Sentence> = {
  'camera-refused': {
    what: 'Cet appareil ne peut pas utiliser sa caméra ici.',
    safe: rienGarde,
    todo: 'Autorisez la caméra dans les réglages du navigateur pour cette page.',
  },
  'camera-none': {
    what: 'Il n’y a pas de caméra.',
    safe: rienGarde,
    todo: 'Branchez-en une, ou prenez un autre appareil.',
  },
  'camera-busy': {
    what: 'Un autre programme utilise la caméra.',
    safe: rienGarde,
    todo: 'Fermez-le, et réessayez.',
  },
  'camera-gone': { what: 'La caméra a été retirée.', safe: rienGarde, todo: 'Rebranchez-la.' },
  'eyes-broken': {
    what: 'Cet appareil ne parvient pas à voir.',
    safe: 'Tout le reste fonctionne.',
    todo: 'Rechargez la page\u202f; si cela persiste, demandez à qui s’occupe de l’assistant de le reconstruire.',
  },
  'face-mixed': {
    what: 'Les trois vues ne semblaient pas être celles d’une seule personne.',
    safe: rienGarde,
    todo: 'Réessayez, sans personne d’autre dans l’image.',
  },
  'face-unknown': {
    what: 'La pièce ne connaît pas ce visage.',
    safe: 'Rien n’a changé.',
    todo: 'Il n’y a rien à faire.',
  },
  'receipt-unknown': {
    what: 'Rien n’est gardé sous ce numéro.',
    safe: 'Rien n’a changé.',
    todo: 'Vérifiez les huit chiffres de votre reçu.',
  },
  'faces-off': {
    what: 'Cette salle ne regarde le visage de personne.',
    safe: 'Rien n’a été regardé.',
    todo: 'Un admin peut changer cela dans les réglages, sous Yeux.',
  },
  'no-consent': {
    what: 'Aucun consentement ne couvre cela.',
    safe: rienGarde,
    todo: 'Recommencez, et dites d’abord oui.',
  },
}
