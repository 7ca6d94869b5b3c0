import type { EnteringReasons } from './reasons.ts'

const nothingShared = 'Nothing was shared.'
const nothingChanged = 'Nothing changed.'
const allKept = 'Everything is kept.'

/** What may go wrong on the way in, before anything else can be loaded. */
export const enteringReasonsEn: EnteringReasons = {
  'unknown-device': {
    what: 'The room does not know this device.',
    safe: nothingShared,
    todo: 'Scan the code on the wall.',
  },
  removed: {
    what: 'This device was taken out of the room.',
    safe: 'What the room holds stays in the room.',
    todo: 'Ask an admin to add it again.',
  },
  'wrong-room': { what: 'That is another room.', safe: nothingShared, todo: 'Scan the code on the wall of this room.' },
  'code-expired': {
    what: 'That code has run out.',
    safe: nothingShared,
    todo: 'Scan the code that is on the wall now, or type it again.',
  },
  'code-used': { what: 'That code was already used.', safe: 'It lets in one device only.', todo: 'Ask for a new one.' },
  'code-foreign': {
    what: 'That is not a code of this room.',
    safe: nothingShared,
    todo: 'Scan the code on the wall, or type it again.',
  },
  'not-admitted': { what: 'You are not in the room.', safe: nothingChanged, todo: 'Scan the code on the wall.' },
  'admission-ended': {
    what: 'Your visit has ended.',
    safe: 'The notes you added stay in the room.',
    todo: 'Scan the code on the wall to come back.',
  },
  'shown-out': {
    what: 'Someone showed you out.',
    safe: 'Your phone keeps nothing of the room.',
    todo: 'Ask someone in the room to let you in again.',
  },
  'bad-signature': {
    what: 'The other device could not prove who it is.',
    safe: nothingShared,
    todo: 'Try again beside the wall.',
  },
  'bad-proof': { what: 'The code did not fit.', safe: nothingShared, todo: 'Scan the code on the wall again.' },
  version: { what: 'These two devices are too far apart in age.', safe: allKept, todo: 'Reload this page.' },
  'wrong-screen': {
    what: 'That code belongs to another screen.',
    safe: nothingShared,
    todo: 'Scan the code on the screen in front of you.',
  },
  'too-many': { what: 'Too many tries at once.', safe: 'Nobody came in.', todo: 'Wait a minute, then try again.' },
  differ: {
    what: 'The digits differed, so the two were not joined.',
    safe: 'Whoever stood in between learnt nothing.',
    todo: 'Start again with a new code.',
  },
  malformed: {
    what: 'The other device said something that makes no sense here.',
    safe: 'It was ignored.',
    todo: 'Reload this page.',
  },
  timeout: { what: 'No answer came in time.', safe: 'Nothing was lost.', todo: 'Try again.' },
  'box-gone': {
    what: 'The helper is away.',
    safe: 'The room goes on, and everything is kept.',
    todo: 'Check that the small box has power and its cable.',
  },
  'open-elsewhere': {
    what: 'The room is open in another tab.',
    safe: allKept,
    todo: 'Go on in that tab, or close it and reload this one.',
  },
  offline: { what: 'The room cannot be reached.', safe: 'Nothing was lost.', todo: 'Come nearer, or check the Wi-Fi.' },
  'browser-old': {
    what: 'This browser is too old for the room.',
    safe: nothingShared,
    todo: 'Update it, or use another one.',
  },
  other: { what: 'Something went wrong.', safe: allKept, todo: 'Try again.' },
}
