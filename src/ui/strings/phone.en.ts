/** Words of a phone, and of a device that is not in the room. */
export const phoneEn = {
  phone: {
    shown: 'It is on the wall.',
    youAre: 'You are here as',
    role: { member: 'a member', visitor: 'a visitor' },
    yourName: 'Your name',
    askName: 'So that the room knows who shows things. You may leave it empty.',
    onDisplay: 'On display',
    by: (name: string) => `On display, by ${name}`,
    nothing: 'Nothing is on display.',
    show: 'Show on the wall',
    showShort: 'Show',
    showHint: 'A sentence, an address, a question',
    showPicture: 'Show a picture',
    onWhich: 'On which screen',
    everyScreen: 'Every screen',
    takeDown: 'Take it down',
    notes: 'Notes',
    people: 'People here',
    leave: 'Leave',
    unlock: 'Unlock the wall',
    unlocked: 'The wall is unlocked for 15 minutes.',
    rooms: 'Your rooms',
    open: (name: string) => `Open ${name}`,
    roleIn: { member: 'member', visitor: 'visitor', screen: 'screen' },
    devices: 'Devices',
    paused: 'Paused while someone new is here',
  },

  states: {
    coming: 'Coming in',
    atDoor: 'At the door. Someone in the room may have to tap “Let them in” on the wall.',
    useHere: 'Use it here',
    away: (minutes: number | undefined): string =>
      minutes === undefined
        ? 'You are away from the room.'
        : minutes <= 1
          ? 'You are away. Your place is kept for another minute.'
          : `You are away. Your place is kept for ${minutes} minutes.`,
    offline: 'The room cannot be reached.',
    alone: 'No screen of the room is here.',
    left: (room: string): string => (room ? `You left ${room}.` : 'You left the room.'),
    leftSafe: 'This phone keeps nothing of it.',
    expired: 'Your visit has ended.',
    expiredSafe: 'Scan the code on the wall to come back.',
    refused: 'The room did not let you in.',
    comeBack: 'Come back',
    tryAgain: 'Try again',
    typeCode: 'Type a code',
  },

  notes: {
    title: 'Notes',
    none: 'No notes yet.',
    add: 'Add a note',
    addShort: 'Add',
    added: 'Added.',
    removed: 'Removed.',
    hint: 'Everyone in the room reads it',
    mine: 'you',
    unsent: 'Not sent yet. It goes when the room is in reach.',
    fromBoard: 'From the open board',
  },

  showOut: {
    title: 'Show out',
    explain: 'Their phone leaves the room at once. For ten minutes it needs a tap here to come back.',
    nobody: 'No visitor is here.',
    named: (name: string) => `Show out ${name}`,
    done: (name: string) => `${name} was shown out.`,
  },

  share: {
    start: 'Share my screen',
    stop: 'Stop sharing',
    mine: 'Your screen is on the wall.',
    screenOf: (name: string) => `${name}’s screen`,
  },
}
