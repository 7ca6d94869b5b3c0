import type { servicesEn } from './services.en.ts'

export const servicesFr: typeof servicesEn = {
  title: 'Services',
  lamp: 'Lampe',
  dark: 'Tous les murs vides',
  darkBy: (name) => (name ? `Vidé par ${name}` : 'Vidé'),
  light: 'Montrer à nouveau',
  timer: 'Minuteur',
  startTimer: (minutes) => `Minuteur ${minutes}`,
  startTimerExplain: (minutes) => `Lancer un minuteur de ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  stop: 'Arrêter',
  stopNamed: (name) => `Arrêter ${name}`,
  over: 'C’est l’heure',
  overNamed: (label) => `${label}\u202f: c’est l’heure`,
  by: (name) => `par ${name}`,
  do: 'Faire',
  doNamed: (title) => `Faire\u202f: ${title}`,
  done: 'Fait',
  doneNamed: (title) => `${title}\u202f: fait`,
  fromPage: (origin, device) =>
    `Page de ${origin}, sur ${device || 'l’appareil d’un membre'}. Ce que vous y envoyez peut sortir d’ici.`,
  needsTouch: {
    sound: 'Touchez cet écran une fois, pour qu’il puisse se faire entendre.',
    camera: 'Le navigateur demande si cette salle peut voir. Autorisez-le une fois.',
  },
}
