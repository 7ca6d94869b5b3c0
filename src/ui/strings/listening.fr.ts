import type { listeningEn } from './listening.en.ts'

const heard = { knock: 'quelqu’un frappe', clap: 'des applaudissements', alarm: 'une alarme' }

export const listeningFr: typeof listeningEn = {
  mic: {
    off: 'Commence à écouter',
    listening: 'Écoute les bruits',
    muted: 'N’écoute pas',
    blocked: 'Micro bloqué',
  },
  mute: 'Ne plus écouter les bruits',
  unmute: 'Écouter de nouveau les bruits',
  on: 'Écouter les bruits',
  explain:
    'Les murs remarquent qu’on frappe à la porte, qu’on tape dans ses mains ou qu’une alarme sonne, pour que des règles y répondent. Le micro reste ouvert et le mur le dit\u202f; le son ne quitte jamais l’appareil et n’est pas gardé.',
  now: (sounds) =>
    sounds.length === 0
      ? 'Rien à l’instant. Frappez deux coups pour essayer.'
      : `Entendu à l’instant\u202f: ${sounds.map((sound) => heard[sound]).join(', ')}.`,
  cost: (ms, awake, mW) =>
    `Le modèle met ${ms} ms à écouter et a été éveillé ${awake} % de la dernière minute\u202f: environ ${mW} mW, par un modèle grossier.`,
}
