import { enteringReasonsEn } from './entering-reasons.en.ts'
import { phoneEn } from './phone.en.ts'

/** What a visitor's phone says first, and every screen. Whatever takes a value is a function, so a language may order it as it likes. */
export const en = {
  enteringReasons: enteringReasonsEn,
  ...phoneEn,

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
    page: (number: number, of: number) => `Page ${number} of ${of}`,
    nextPage: 'Next page',
    previousPage: 'Previous page',
  },

  membrane: {
    closed: 'Nothing leaves this room.',
    boardOpen: 'The board is open: notes may leave this room.',
    pageOpen: 'A page is open: what it is sent may leave this room.',
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
