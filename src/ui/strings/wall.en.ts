/** Words of the wall and what opens on it. */
export const wallEn = {
  wall: {
    onDisplay: 'On display',
    nothingOnDisplay: 'Nothing is on display.',
    shownBy: (name: string) => `Shown by ${name}`,
    takeDown: 'Take it down',
    people: 'People here',
    more: (n: number) => `+${n}`,
    notes: 'Notes',
    by: (name: string) => `by ${name}`,
    devices: 'Devices',
    addScreen: 'Add a screen',
    addMember: 'Add a member',
    settings: 'Settings',
    lockNow: 'Lock now',
    admin: 'The room',
    joinTitle: 'Scan to be in the room',
    joinType: 'or type',
    joinAway: 'Newcomers can come in when the helper is back.',
    hint: 'Scan the code to leave a note or to show something here.',
    paused: 'Paused while someone new is here',
    wake: 'Wake the wall',
  },

  devices: {
    title: 'Devices',
    explain: 'What belongs to this room. A removed device can no longer read or change anything here.',
    none: 'Only this screen.',
    thisOne: 'this screen',
    sure: (name: string) => `Remove ${name}?`,
    keepIt: 'Keep it',
  },

  pin: {
    title: 'The wall is locked',
    explain: 'Changing the room needs the PIN.',
    label: 'PIN',
    unlock: 'Unlock',
    erase: 'Erase',
    keypad: 'Keypad',
    wait: (seconds: number) =>
      seconds > 90
        ? `Wait ${Math.ceil(seconds / 60)} minutes`
        : seconds === 1
          ? 'Wait 1 second'
          : `Wait ${seconds} seconds`,
  },
}
