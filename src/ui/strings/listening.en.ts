import type { Sound } from '../../room/rules.ts'
import type { MicState } from '../speech/view.ts'

const heard: Record<Sound, string> = { knock: 'a knock', clap: 'a clap', alarm: 'an alarm' }
const mic: Record<MicState, string> = {
  off: 'Starts to listen',
  listening: 'Listens for sounds',
  muted: 'Does not listen',
  blocked: 'Microphone blocked',
}

/** Words of a wall that listens for sounds. */
export const listeningEn = {
  mic,
  mute: 'Stop listening for sounds',
  unmute: 'Listen for sounds again',
  on: 'Listen for sounds',
  explain:
    'The walls notice a knock, a clap and an alarm, so that rules can act on them. The microphone stays open and the wall says so; sound never leaves the device, and none is kept.',
  now: (sounds: readonly Sound[]) =>
    sounds.length === 0
      ? 'Nothing heard just now. Knock twice to try it.'
      : `Heard just now: ${sounds.map((sound) => heard[sound]).join(', ')}.`,
  cost: (ms: number, awake: number, mW: number) =>
    `The model takes ${ms} ms to look and was awake ${awake} % of the last minute: about ${mW} mW, by a rough model.`,
}
