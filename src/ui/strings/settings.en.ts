/** Words of the settings. */
export const settingsEn = {
  settings: {
    title: 'Settings',
    room: 'The room',
    roomName: 'Room name',
    place: 'Place',
    placeHint: 'Floor 1, North building',
    screenName: 'Name of this screen',
    look: 'Words and light',
    language: 'Language',
    ground: 'Ground',
    day: 'Day',
    night: 'Night',
    auto: 'By itself',
    visitors: 'Visitors',
    visitorsNotes: 'Visitors may add notes',
    visitorsShow: 'Visitors may show on the wall',
    visitorCan: (notes: boolean, show: boolean): string =>
      notes && show
        ? 'A visitor can read, add notes and show on the wall.'
        : notes
          ? 'A visitor can read and add notes.'
          : show
            ? 'A visitor can read and show on the wall.'
            : 'A visitor can only read.',
    phoneAddress: 'Address for phones',
    phoneAddressHint: 'What the code on the wall leads to. Phones must be able to open it.',
    awayMinutes: 'A sleeping phone may come back for',
    minutes: (n: number) => (n === 1 ? '1 minute' : `${n} minutes`),
    less: 'Less',
    more: 'More',
    awayExplain: 'After that it scans again.',
    lock: 'The lock',
    newPin: 'New PIN',
    changePin: 'Change the PIN',
    pinExplain: 'Four digits or more.',
    pinChanged: 'The PIN is changed.',
    backup: 'Backup',
    backupExplain: 'Sealed. Only the recovery words open it.',
    otherScreens: (screens: number): string =>
      screens === 0
        ? 'No other screen keeps this room.'
        : screens === 1
          ? 'The other screen keeps the whole room, too.'
          : `${screens} other screens keep the whole room, too.`,
    backUpNow: 'Back up now',
    saveFile: 'Save a file',
    backedUp: 'Backed up.',
    saved: 'Saved.',
    lastBackup: (when: string) => `Last one: ${when}`,
    noBackup: 'There is none yet.',
    toBoxAway: 'The helper is away, so only a file can be saved.',
    thisScreen: 'This screen',
    storage: 'Kept here',
    storageUsed: (bytes: string, sure: boolean): string =>
      sure ? `${bytes}, and the browser will not clear it` : `${bytes}; the browser might clear it when it runs short`,
    offline: 'Without the helper',
    offlineState: {
      unavailable: 'This screen could not start again',
      installing: 'Getting ready',
      ready: 'This screen can start again',
      waiting: 'Ready; a newer version starts next time',
    },
    release: 'Release',
    releaseExplain: 'Compare it with the one published for this release.',
  },
}
