import { dayReasonsEn } from './day-reasons.en.ts'
import { serviceReasonsEn } from './service-reasons.en.ts'
import { faceReasonsEn } from './face-reasons.en.ts'
import type { LaterReasons } from './reasons.ts'
import { trustReasonsEn } from './trust-reasons.en.ts'

const nothingShared = 'Nothing was shared.'
const nothingChanged = 'Nothing changed.'

/** What may go wrong once a device knows what it is. */
export const reasonsEn: LaterReasons = {
  ...trustReasonsEn,
  ...dayReasonsEn,
  ...serviceReasonsEn,

  'visitors-may-not': { what: 'Visitors may not do this here.', safe: nothingChanged, todo: 'Ask a member.' },
  'admins-only': { what: 'Only an admin may do this.', safe: nothingChanged, todo: 'Ask an admin.' },
  'screens-only': { what: 'Only a screen may do this.', safe: nothingChanged, todo: 'Do it on the wall.' },
  'pages-closed': {
    what: 'This room takes no services of other pages.',
    safe: nothingShared,
    todo: 'Ask an admin to allow it in Settings on a wall.',
  },
  'wall-locked': {
    what: 'The wall is locked.',
    safe: nothingChanged,
    todo: 'Enter the PIN, or unlock it from an admin’s phone.',
  },
  'unknown-ask': { what: 'This room cannot do that.', safe: nothingChanged, todo: 'Reload this page.' },

  knock: {
    what: 'Someone wants to come in.',
    safe: 'After a showing out, each newcomer needs a tap.',
    todo: 'Let them in, or let them wait.',
  },
  'box-refused': {
    what: 'The helper refused the backup.',
    safe: 'Everything is kept on this screen.',
    todo: 'Save a file instead.',
  },
  'address-unusable': {
    what: 'That is no address phones can open.',
    safe: 'Nothing changed.',
    todo: 'Type an https address, like https://room.example.org.',
  },
  cancelled: {
    what: 'The other one stopped.',
    safe: 'Nothing was shared.',
    todo: 'Ask for a new code.',
  },
  'box-gone-in-setup': {
    what: 'The helper does not answer.',
    safe: 'Your answers are kept.',
    todo: 'Check that the small box has power and its cable, then try again.',
  },
  'storage-full': {
    what: 'This screen is full.',
    safe: 'What is already here is kept.',
    todo: 'Make room on this device.',
  },
  'storage-broken': {
    what: 'This browser refuses to keep anything.',
    safe: 'The other screens keep the room.',
    todo: 'Leave private browsing, then reload this page.',
  },
  'store-corrupt': {
    what: 'Something kept here cannot be read any more.',
    safe: 'The other screens and the backup still have it.',
    todo: 'Bring the room back with the recovery words.',
  },
  'clock-wrong': {
    what: 'This screen’s clock and the room’s differ.',
    safe: 'Everything is kept; the time shown is the one between the screens.',
    todo: 'Set date and time on the screen that is wrong.',
  },
  'pin-wrong': { what: 'That is not the PIN.', safe: 'The wall stays locked.', todo: 'Try again.' },
  'pin-wait': { what: 'Too many wrong PINs.', safe: 'The wall stays locked.', todo: 'Wait, then try again.' },
  'pin-weak': {
    what: 'That is not a PIN.',
    safe: nothingChanged,
    todo: 'Use four to twelve digits.',
  },
  'words-count': { what: 'There should be twelve words.', safe: nothingChanged, todo: 'Write all twelve, in order.' },
  'words-unknown': {
    what: 'One of the words is not on the list.',
    safe: nothingChanged,
    todo: 'Look for a slip of the pen.',
  },
  'words-checksum': {
    what: 'The words do not fit together.',
    safe: nothingChanged,
    todo: 'Check their order.',
  },
  'backup-none': {
    what: 'There is no backup for these words here.',
    safe: nothingChanged,
    todo: 'Choose the backup file.',
  },
  'backup-wrong-words': {
    what: 'These words do not open this backup.',
    safe: 'The backup is untouched.',
    todo: 'Use the words written down for this room.',
  },
  'picture-too-large': {
    what: 'That picture is too large.',
    safe: 'It did not leave your phone.',
    todo: 'Choose a smaller one.',
  },
  'picture-unreadable': {
    what: 'That picture cannot be read.',
    safe: nothingChanged,
    todo: 'Choose a JPEG or a PNG.',
  },
  'picture-heic': {
    what: 'This browser cannot open HEIC photos.',
    safe: 'The photo is untouched.',
    todo: 'Save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible), or show a screenshot of it.',
  },
  'file-too-large': {
    what: 'This room does not take files that large.',
    safe: 'Nothing was sent.',
    todo: 'An admin can allow more in Settings on the wall.',
  },
  'files-full': {
    what: 'There is no more room for files here.',
    safe: 'Nothing was sent.',
    todo: 'Remove a file that nobody needs any more.',
  },
  'file-gone': {
    what: 'That file is not here any more.',
    safe: nothingChanged,
    todo: 'Ask for it to be sent again.',
  },
  'file-damaged': {
    what: 'The file arrived damaged.',
    safe: 'None of it was kept.',
    todo: 'Try again.',
  },
  'person-full': {
    what: 'Their device has no room for this file.',
    safe: 'It is still on yours.',
    todo: 'Ask them to make room, then send it again.',
  },
  'person-away': {
    what: 'Their phone does not answer.',
    safe: 'Nothing was sent.',
    todo: 'Ask them to open the room on it.',
  },
  'share-failed': {
    what: 'The browser could not show this screen.',
    safe: nothingShared,
    todo: 'Allow it in the system’s settings, or choose another window.',
  },
  'text-empty': { what: 'There is nothing written yet.', safe: nothingChanged, todo: 'Write something first.' },
  'text-too-long': { what: 'That is too long.', safe: 'Your words are still here.', todo: 'Make it shorter.' },
  'name-empty': { what: 'There is no name yet.', safe: nothingChanged, todo: 'Write a name.' },
  'name-taken': { what: 'Someone here has that name.', safe: nothingChanged, todo: 'Choose another.' },
  ...faceReasonsEn,
}
