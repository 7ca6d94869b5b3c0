import type { Sentence, TrustReason } from './reasons.ts'

export const trustReasonsEn: Record<TrustReason, Sentence> = {
  'not-yours': {
    what: 'That is somebody else’s to say.',
    safe: 'Nothing changed.',
    todo: 'Ask them, or an admin.',
  },
  'scan-again': {
    what: 'Everyone is asked to scan again.',
    safe: 'What you wrote stays in the room.',
    todo: 'Scan the code on the wall within five minutes to stay.',
  },
  'too-many-notes': {
    what: 'You have left as many notes as one visitor may.',
    safe: 'The ones you left are kept.',
    todo: 'Remove one of yours first.',
  },
  'too-many-pictures': {
    what: 'That is many pictures in a short time.',
    safe: 'It did not leave your phone.',
    todo: 'Wait a few minutes, then show the next.',
  },
  'room-full': {
    what: 'The room can hold no more.',
    safe: 'Everything it holds is kept.',
    todo: 'Remove what nobody needs any more.',
  },
  'visit-over': {
    what: 'That visit is over.',
    safe: 'Nothing changed.',
    todo: 'Ask them to scan the code again.',
  },
  'no-other-screen': {
    what: 'No other screen is in reach.',
    safe: 'Nothing changed.',
    todo: 'A screen is removed by another one: switch one on, then try again.',
  },
  'words-other-room': {
    what: 'These words belong to another room.',
    safe: 'Nothing changed.',
    todo: 'Use the words written down for this room.',
  },
}
