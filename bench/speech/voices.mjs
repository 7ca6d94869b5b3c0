import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Synthetic voices, by who speaks: those that thresholds are chosen on, and those that they are reported on. No two say the
 * same to the sample, which must be looked at: to espeak-ng `fr-fr+f4` is `fr`, and `en-gb+f2` is `en-gb`.
 */
export const VOICES = {
  en: {
    chosenOn: ['espeak:en-us', 'espeak:en-gb', 'flite:slt', 'flite:kal'],
    heldOn: ['espeak:en-us+f4', 'espeak:en-gb-scotland+m3', 'flite:rms', 'flite:awb'],
  },
  fr: {
    chosenOn: ['espeak:fr', 'espeak:fr+f2', 'espeak:fr+m1', 'espeak:fr+f3'],
    heldOn: ['espeak:fr+m3', 'espeak:fr+m7', 'espeak:fr+f1', 'espeak:fr+f4'],
  },
}

/** Requests as a person in a room of these names would say them. */
export const SAID = {
  en: [
    ...['add a note call anna', 'take a note back in ten minutes', 'make a note marcus is on the way'],
    ...['add note we need more coffee', 'write a note the meeting starts at half past three', 'who is here'],
    ...['who is in the room', 'tell me who is here', 'show me the last note', 'put the latest note on the wall'],
    ...[
      'show the next picture',
      'show the previous picture',
      'clear the screen',
      'blank the display',
      'what time is it',
    ],
    ...['tell me the time', 'what can i say', 'what can you do', 'undo that', 'take that back'],
    ...['blank all screens', 'wake the screen in the kitchen', 'set a timer for ten minutes', 'stop the timer'],
    ...['turn on the lamp', 'switch the lamp off', 'start the recording', 'record this meeting', 'stop the recording'],
    ...['book this room for thirty minutes', 'extend the meeting by fifteen minutes', 'end the meeting'],
    ...['call the screen in the hall', 'show the last note on the kitchen'],
  ],
  fr: [
    ...['ajoute une note appelle anna', 'ajoute une note il faut du café', 'qui est là', 'qui est dans la salle'],
    ...['montre la dernière note', 'affiche la page suivante', 'page précédente', 'efface la page', 'efface tout'],
    ...['quelle heure est il', 'que puis je dire', 'aide moi', 'annule tout'],
    ...['éteins les écrans', "rallume l'écran", 'lance un minuteur de dix minutes', 'arrête le minuteur'],
    ...['allume la lampe', 'éteins la lampe', "démarre l'enregistrement", 'réserve la salle pour trente minutes'],
    ...['prolonge la réunion de quinze minutes', 'termine la réunion', "appelle l'écran hall"],
  ],
}

/** @param {'en' | 'fr'} lang */
export const roomIn = (lang) => ({
  people: ['Anna', 'Marcus', 'Sofia', 'David'].map((name) => ({ id: name, name })),
  devices: ['Hall', 'Kitchen'].map((name) => ({ id: name, name })),
  screens: ['Hall', 'Kitchen'].map((name) => ({ id: name, name })),
  places: [{ id: 'room', name: 'The Reading Room' }],
  services: [{ id: 'lamp', name: lang === 'fr' ? 'lampe' : 'lamp' }],
})

/**
 * One sentence by one voice, as a .wav.
 * @param {string} voice @param {string} text @param {string} folder @param {number} n
 */
export function synthesise(voice, text, folder, n) {
  const file = join(folder, `${voice.replaceAll(/\W/g, '-')}-${n}.wav`)
  const [program, name = ''] = voice.split(':')
  if (program === 'flite') execFileSync('flite', ['-voice', name, '-t', text, '-o', file])
  else execFileSync('espeak-ng', ['-v', name, '-s', '150', '-w', file, text])
  return file
}
