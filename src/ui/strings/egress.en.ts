/** Words about what has left the room. */
export const egressEn = {
  title: 'What leaves this room',
  soFar: (bytes: string) => `Gone out so far: ${bytes}`,
  takenShort: (files: number) => (files === 1 ? '1 file on a visitor’s phone' : `${files} files on visitors’ phones`),
  explain: 'Counted by the screens themselves, where bytes leave them. These are the sums since the room was made.',
  board: 'To applications at the open board',
  boardExplain: 'What was handed to their connections. Only while an admin has opened the board.',
  pages: 'To pages on members’ devices',
  pagesExplain:
    'What was sent to services that other pages offer. They may send it on, so all of it counts. Only while an admin allows it.',
  elsewhere: 'To anywhere else',
  elsewhereExplain:
    'Requests by which a screen would ask the internet or another building for something. There is no way for it to, so this stays at zero.',
  taken: 'Files that visitors took with them',
  takenExplain: 'Saved to a phone that is a guest here. The room cannot call them back.',
  notCounted: 'Not counted',
  notCountedExplain:
    'What this room’s own devices tell each other; what the box on site relays or keeps for it, sealed, without being able to read it; and what people remember, or photograph.',
}
