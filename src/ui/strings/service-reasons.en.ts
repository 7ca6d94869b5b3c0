import type { Sentence, ServiceReason } from './reasons.ts'

/** Why a service was not done. */
export const serviceReasonsEn: Record<ServiceReason, Sentence> = {
  'no-service': {
    what: 'No device of this room can do that.',
    safe: 'Nothing changed.',
    todo: 'Look in Services for what it can do.',
  },
  'service-away': {
    what: 'The device that does that is not in reach.',
    safe: 'Nothing changed.',
    todo: 'Wake it, then try again.',
  },
  'service-gone': {
    what: 'The device that was doing it left before it answered.',
    safe: 'Everything else is as it was.',
    todo: 'See whether it was done, then try again.',
  },
  'service-late': {
    what: 'It was not done in time, so the room stopped waiting for it.',
    safe: 'Everything else is as it was.',
    todo: 'See whether it was done, then try again.',
  },
  'service-busy': {
    what: 'Too much of that is asked for at once.',
    safe: 'What was asked before is being done.',
    todo: 'Try again in a moment.',
  },
  'service-failed': {
    what: 'The service broke off.',
    safe: 'Everything else is as it was.',
    todo: 'Try again, or tell whoever looks after it.',
  },
  'kind-taken': {
    what: 'The room has something of that name already.',
    safe: 'Nothing was shared.',
    todo: 'Whoever made the page has to call it something else.',
  },
  'kind-twice': {
    what: 'Another page in this browser offers that already.',
    safe: 'What it offers goes on.',
    todo: 'Close the other page’s window, if this one should offer it.',
  },
  'offers-full': {
    what: 'That is more than one device can offer.',
    safe: 'What was offered before goes on.',
    todo: 'Stop offering something else first.',
  },
  'too-many-timers': {
    what: 'As many timers run as the walls can show.',
    safe: 'They all go on.',
    todo: 'Stop one first.',
  },
  'timer-over': { what: 'That timer is over already.', safe: 'Nothing changed.', todo: 'Start another one.' },
  'no-page': { what: 'There is no such page on the wall.', safe: 'Nothing changed.', todo: 'Look which page is up.' },
  'pdf-unreadable': {
    what: 'This PDF is damaged.',
    safe: 'It can still be saved, as it is.',
    todo: 'Export it anew, and send it again.',
  },
  'pdf-locked': {
    what: 'This PDF asks for a password.',
    safe: 'It stays among the files.',
    todo: 'Send one that opens without.',
  },
  'pdf-too-heavy': {
    what: 'This PDF is too much for this screen: it is over 100 MB, or the page took over 15 seconds.',
    safe: 'The file is untouched, and the wall goes on.',
    todo: 'Try another page, or show a picture of it.',
  },
  'pdf-no-reader': {
    what: 'The part that reads PDFs has not come yet.',
    safe: 'The file is in the room.',
    todo: 'Try again once the helper answers.',
  },
}
