import { boardEn } from './board.en.ts'
import { filesEn } from './files.en.ts'
import { pairingEn } from './pairing.en.ts'
import { phoneEn } from './phone.en.ts'
import { reasonsEn } from './reasons.en.ts'
import { settingsEn } from './settings.en.ts'
import { setupEn } from './setup.en.ts'
import { wallEn } from './wall.en.ts'

/** Every word a screen says. Whatever takes a value is a function, so a language may order it as it likes. */
export const en = {
  reasons: reasonsEn,
  ...wallEn,
  ...boardEn,
  ...pairingEn,
  ...settingsEn,
  ...phoneEn,
  ...filesEn,
  ...setupEn,

  common: {
    close: 'Close',
    cancel: 'Cancel',
    back: 'Back',
    next: 'Next',
    done: 'Done',
    keep: 'Keep',
    kept: 'Kept.',
    remove: 'Remove',
    removeNamed: (what: string) => `Remove ${what}`,
    someone: 'Someone',
    you: 'you',
    admin: 'admin',
    away: 'away',
    here: 'here',
    notHere: 'not here',
    screen: 'screen',
    member: 'member',
    visitor: 'visitor',
    onTheWay: 'On its way',
  },

  membrane: {
    closed: 'Nothing leaves this room.',
    helperAway: 'The helper is away; the room goes on.',
    alone: 'Only this screen. Everything is kept.',
    recording: (time: string) => `Recording ${time}`,
  },

  live: {
    came: (name: string) => `${name} is here.`,
    gone: (name: string) => `${name} is no longer here.`,
  },

  app: {
    firstScreen: 'Wall',
    letIn: 'Let them in',
  },
}

export type Strings = typeof en
