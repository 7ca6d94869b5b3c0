import type { VisitorDeed } from '../../trust/preview.ts'

const deeds: Record<VisitorDeed, string> = {
  'read-commons': 'read what is here',
  'note.add': 'add notes',
  'display.show': 'show on the wall',
  'blob.offer': 'send files',
  book: 'book the room',
  'note.remove-own': 'remove their own notes',
  'note.remove-any': 'remove others’ notes',
  'show-out': 'show people out',
  invite: 'add screens or members',
  settings: 'change the room',
}

/** Words about who may what: a wall's, and hardly a phone's. */
export const trustEn = {
  trust: {
    deeds,
    can: (deeds: string) => `A visitor can ${deeds}.`,
    cannot: (deeds: string) => `A visitor cannot ${deeds}.`,
    visitorsFiles: 'Visitors may send files',
    askToScan: 'Ask everyone to scan again',
    askToScanExplain: 'Visitors who have not scanned the code anew within five minutes are no longer in the room.',
    askedToScan: 'Everyone is asked. The wall and their phones say so.',
    words: {
      title: 'Bring the words',
      what: 'They open this wall when the PIN is lost, and put it before every other admin when a screen was stolen. They cannot be changed: only a room made anew has others.',
      explain:
        'The twelve words written down when this room was made. They open this wall and put it before every other admin.',
      alsoRemove: 'Take out of the room at the same time',
      bring: 'Open with the words',
      done: 'This wall is open, and comes before every other admin. If somebody else knows the PIN, change it now.',
      instead: 'Open with the words instead',
    },
  },
}
