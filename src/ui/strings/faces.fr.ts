import type { FaceStep, FaceTrouble } from '../faces/view.ts'
import type { FaceWords } from './faces.ts'

const trouble: Record<FaceTrouble, string> = {
  'no-face': 'Je ne vois personne.',
  'two-faces': 'Je vois deux personnes. Une à la fois, s’il vous plaît.',
  'too-far': 'Trop loin. Approchez-vous.',
  'too-dark': 'Trop sombre. Tournez-vous vers une lumière.',
  'too-bright': 'Trop clair. Détournez-vous de la lumière.',
  blurred: 'Ne bougez pas un instant.',
  turned: 'Tête trop tournée.',
  covered: 'Quelque chose cache le visage.',
  'camera-muted': 'La caméra est éteinte. Cherchez son interrupteur ou sa touche.',
  'camera-dark': 'La caméra ne voit que du noir. Ouvrez son cache, ou allumez la lumière.',
  'memory-short': 'Cet appareil n’a plus de mémoire pour une image. Fermez-y d’autres pages.',
}
const step: Record<FaceStep, string> = {
  front: 'Regardez droit ici',
  left: 'Tournez un peu la tête vers la gauche',
  right: 'Tournez un peu la tête vers la droite',
}

function lasting(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 seconde' : `${seconds} secondes`
  if (seconds < 3_600) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 3_600 ? '1 heure' : `${seconds / 3_600} heures`
}

/** Ce que la pièce dit de la reconnaissance des visages. */
export const facesFr: FaceWords = {
  sees: {
    off: 'Yeux fermés',
    starting: 'Les yeux s’ouvrent',
    watching: 'Voit les personnes',
    asleep: 'Yeux endormis',
    covered: 'Caméra couverte',
    blocked: 'Pas de caméra',
    blind: {
      'camera-refused': 'Caméra non autorisée',
      'camera-busy': 'Caméra prise ailleurs',
      'camera-muted': 'Caméra éteinte',
      'camera-dark': 'La caméra ne voit que du noir',
      'memory-short': 'Plus de mémoire pour voir',
      'camera-small': 'Ne voit que de près',
      'eyes-unable': 'Ce navigateur ne voit pas',
      'eyes-missing': 'Les yeux ne marchent pas',
      'eyes-broken': 'Les yeux ne marchent pas',
    },
    counts: (known, unknown) =>
      `${known} ${known > 1 ? 'connues' : 'connue'}, ${unknown} ${unknown > 1 ? 'inconnues' : 'inconnue'}`,
    cover: 'Couvrir la caméra',
    uncover: 'Découvrir la caméra',
    someone: (n) => (n === 1 ? 'Quelqu’un' : `${n} personnes`),
    withUs: 'Elles sont avec nous',
    withUsDone: 'Merci. La pièce continue.',
    byFace: 'vue',
    recent: 'ici',
    byPhone: 'par téléphone',
  },

  ask: {
    title: 'Faire connaître mon visage à la pièce',
    who: (room) => `${room} le demande.`,
    why: [
      'Pour que les écrans de cette salle vous distinguent d’une personne inconnue.',
      'Trois vues deviennent des nombres. Aucune image n’est gardée.',
      'Les nombres restent sur les écrans de la pièce, scellés. Ils n’en sortent jamais.',
      'Vous pouvez revenir là-dessus à tout moment, sur cette page ou au mur.',
    ],
    howLong: 'Pour combien de temps',
    days: (n) => (n === 1 ? 'Un jour' : `${n} jours`),
    name: 'Nom à montrer sur les murs',
    nameHelp: 'Laissé vide, aucun écran ne dit jamais qui vous êtes.',
    consent: 'J’y consens',
    no: 'Non',
    starting: 'La caméra s’ouvre…',
    step,
    stepOf: (n, of) => `${n} sur ${of}`,
    trouble,
    stop: 'Arrêter',
    stopKeeps: 'Arrêter ne garde rien.',
    keeping: 'La pièce l’apprend…',
    done: 'La pièce connaît votre visage.',
    until: (day) => `Jusqu’au ${day}.`,
    moved: {
      both: 'Elle vous a vu tourner la tête et cligner des yeux, comme tout le monde.',
      turned: 'Elle vous a vu tourner la tête, sans clignement. Elle vous connaît tout de même.',
      blinked: 'Elle a vu un clignement, mais pas la tête tournée des deux côtés. Elle vous connaît tout de même.',
      neither:
        'Elle n’a vu ni la tête tourner ni un clignement\u202f: une photographie aurait paru pareille. Elle vous connaît tout de même.',
    },
    remember: 'Notez ce numéro. Avec lui, la pièce vous oublie, même sans votre visage.',
  },

  mine: {
    title: 'Ce qu’elle sait de vous',
    nothing: 'Votre nom, tant que vous êtes là. Pas votre visage.',
    face: (day) => `Votre visage, jusqu’au ${day}.`,
    forget: 'M’oublier',
    sure: 'Oublier votre visage partout dans cette salle\u202f?',
    keep: 'Le garder',
    forgotten: 'Oublié.',
    receipt: 'Reçu',
    erasedOn: (names) => `Effacé sur ${names}.`,
    outstanding: (names) => `Encore à faire, à leur retour\u202f: ${names}.`,
    check: 'Me connaît-elle\u202f?',
    checked: {
      ...trouble,
      you: 'Oui. Elle vous connaît.',
      another: 'Elle vous prend pour une autre personne qu’elle connaît.',
      unknown:
        'Pas ici, pas dans cette lumière. Essayez ailleurs, ou faites oublier votre visage et faites-le connaître de nouveau.',
    },
    notMe: 'Ce n’est pas moi',
    notMeDone: 'C’est noté. La pièce ne prendra plus ce visage pour le vôtre.',
  },

  forgetAtWall: {
    title: 'M’oublier',
    how: 'Regardez ici, ou tapez le numéro de votre reçu.',
    number: 'Numéro du reçu',
    look: 'Oublier le visage devant cet écran',
    seenAs: (name) =>
      name
        ? `Vous ressemblez à ${name}. Oublier ce visage\u202f?`
        : 'Vous ressemblez à une personne que la pièce connaît. Oublier ce visage\u202f?',
  },

  settings: {
    title: 'Yeux',
    modes: { off: 'Fermés', count: 'Compter', names: 'Reconnaître' },
    mode: 'Ce que voient les écrans',
    explain: {
      off: 'Aucune caméra n’est ouverte.',
      count: 'Les visages sont comptés. Personne n’est reconnu.',
      names:
        'Chaque visage dans la zone tracée est comparé à ceux des personnes qui ont consenti, puis oublié aussitôt.',
    },
    blank: 'Tout cacher devant une personne inconnue',
    blankExplain:
      'Tant qu’une personne dont personne ne répond est là, aucun écran ne montre rien. On répond des visiteurs par téléphone\u202f; un membre répond d’autres personnes par «\u202fElles sont avec nous\u202f».',
    inView: 'Une personne compte comme en vue jusqu’à ne plus être vue pendant',
    inMeeting: 'Une personne compte comme en réunion jusqu’à ne plus être vue pendant',
    poor: 'Un visage trop peu clair pour être jugé compte comme inconnu après',
    stranger: 'Un visage net que personne ne connaît compte comme inconnu après',
    looks: (n) => `${n} regards`,
    named: 'Une personne reconnue le reste, tant que son visage est peu clair, pendant',
    withUs: '«\u202fElles sont avec nous\u202f», dit par un membre, vaut au plus',
    consent: 'La durée la plus longue à laquelle une personne peut consentir',
    lasting,
    area: 'La pièce, vue par cette caméra',
    areaExplain: 'Déplacez les coins pour laisser dehors fenêtres et couloirs. Ce qui est dehors n’est jamais regardé.',
    corner: (n) => `Coin ${n}`,
    areaWhole: 'Prendre toute l’image',
    cost: (ms, awake, mW) =>
      `Un regard prend ${ms} ms. Éveillés ${awake} % du temps\u202f: environ ${mW} mW, par un modèle grossier.`,
    people: 'Connues par leur visage',
    nameless: 'Une personne sans nom',
    forget: 'Oublier',
    forgetNamed: (name) => `Oublier ${name}`,
    sure: (name) => `Oublier ${name}\u202f?`,
    known: (n) =>
      n === 0
        ? 'Personne n’est connu par son visage.'
        : n === 1
          ? 'Une personne est connue par son visage.'
          : `${n} personnes sont connues par leur visage.`,
  },
}
