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
  'camera-muted': {
    what: 'La caméra est ouverte, et son image est coupée.',
    safe: 'Personne n’a été regardé.',
    todo: 'Cherchez un interrupteur ou une touche de caméra sur cet appareil, ou fermez un autre programme qui l’utilise.',
  },
  'camera-dark': {
    what: 'La caméra ne voit que du noir.',
    safe: 'Personne n’a été regardé.',
    todo: 'Ouvrez son cache, ou allumez la lumière.',
  },
  'memory-short': {
    what: 'Cet appareil n’a plus de mémoire pour une image.',
    safe: 'Personne n’a été regardé. Tout le reste continue.',
    todo: 'Fermez-y d’autres pages et programmes\u202f; il verra de nouveau de lui-même.',
  },
  'camera-small': {
    what: 'L’image de cette caméra est trop petite pour voir des personnes à l’autre bout d’une salle.',
    safe: 'Une personne juste devant elle est vue.',
    todo: 'Prenez une caméra d’au moins 640 sur 480 pixels, ou réglez celle-ci plus haut.',
  },
  'eyes-unable': {
    what: 'Le navigateur de cet appareil ne sait pas regarder les visages.',
    safe: 'Personne n’a été regardé. Tout le reste fonctionne.',
    todo: 'Faites connaître votre visage devant un mur qui voit, ou prenez un autre navigateur.',
  },
  'eyes-missing': {
    what: 'Ce qu’il faut à cet appareil pour voir manque chez l’assistant, ou a été modifié.',
    safe: 'Il ne s’en est pas servi. Tout le reste fonctionne.',
    todo: 'Demandez à qui s’occupe de l’assistant de le reconstruire\u202f; il verra de nouveau de lui-même.',
  },
  'eyes-broken': {
    what: 'Cet appareil ne parvient pas à voir en ce moment.',
    safe: 'Tout le reste fonctionne.',
    todo: 'Laissez-lui une minute\u202f; si cela persiste, rechargez la page.',
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
