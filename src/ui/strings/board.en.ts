/** Words of the open board. */
export const boardEn = {
  board: {
    title: 'Open board',
    open: 'Open the board',
    explain:
      'Other applications in the building may then read this room’s notes and add their own. They reach nothing else, and what comes from them is marked.',
    pore: 'Notes',
    signaling: 'Where',
    room: 'Name',
    password: 'Password',
    lines: 'Three lines for an application that uses Yjs',
    copy: 'Copy the lines',
    copied: 'Copied.',
    afresh: 'New password',
    afreshExplain: 'Shuts out every application that has the old one.',
    keptBy: (screen: string) => `${screen} keeps the board.`,
    keeperAway: (screen: string) =>
      `${screen} keeps the board and is not here. A new password brings it to this screen.`,
    renewed: 'A device was removed, so the password is new: give these lines to the applications.',
    grown: 'The board had grown too large and was begun again: give these lines to the applications.',
  },
}
