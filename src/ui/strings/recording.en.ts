import type { RecordingCause } from '../../room/recording-state.ts'
import type { Sentence } from './reasons.ts'

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names.map((name) => name || 'somebody'))
/** Where a sentence begins with them; what somebody called themselves is left as it is. */
const List = (names: readonly string[]) => list(names.map((name, at) => name || (at === 0 ? 'Somebody' : 'somebody')))

/** Words about recording a meeting, and about its minutes. */
export const recordingEn = {
  record: 'Record',
  stop: 'Stop recording',
  goOn: 'Go on recording',
  answer: 'Answer',
  takeBack: 'Take back my agreement',
  on: (time: string) => `Recording ${time}`,
  onSaid: 'This meeting is being recorded.',
  rests: 'Not recording',
  ask: {
    title: 'Record this meeting?',
    by: (name: string) => (name ? `${name} asks, for the minutes.` : 'Somebody asks, for the minutes.'),
    points: [
      'Sound, and what is shown or noted. It stays in this room.',
      'Only the phones that agree can open it.',
      'Somebody new pauses it.',
      'You can stop it at any time.',
    ],
    pointsAtWall: [
      'Answer here if you have no phone in the room.',
      'Sound, and what is shown or noted. It stays in this room.',
      'Only the phones that agree can open it.',
      'Somebody new pauses it. Anybody can stop it.',
    ],
    agree: 'I agree',
    no: 'No',
    everyone: 'Has everyone agreed?',
    everyoneWhy: 'No camera sees who is here, so only you can say. Your answer is noted in the minutes.',
    everyoneYes: 'Everyone has agreed',
  },
  cause: {
    none: () => '',
    ask: (names: readonly string[]) => `Waiting for ${list(names)}.`,
    'came-in': (names: readonly string[]) => `Paused. Waiting for ${list(names)}.`,
    no: (names: readonly string[]) => `Paused. ${List(names)} would rather not.`,
    withdrawn: (names: readonly string[]) => `Paused. ${List(names)} took it back.`,
    everyone: () => 'Has everyone agreed?',
    unexplained: () => 'Paused. Somebody here has not been asked.',
    nobody: () => 'Paused. Nobody is here by phone.',
    restarted: () => 'Paused. The screen that records was off for a moment.',
    'microphone-none': () => 'Paused. There is no microphone.',
    'microphone-refused': () =>
      'Paused. The browser does not allow the microphone. Allow it on the wall, then stop and record anew.',
    'microphone-gone': () => 'Paused. The microphone is gone.',
    'storage-full': () => 'Paused. The disk is full. What was recorded is kept.',
    'owner-away': (_names: readonly string[], owner: string) =>
      `Paused. ${owner || 'The screen that records'} is out of reach.`,
  } satisfies Record<RecordingCause, (names: readonly string[], owner: string) => string>,
  minutes: {
    title: 'Minutes',
    none: 'No minutes yet.',
    open: 'Open',
    export: 'Export',
    delete: 'Delete',
    deleteSure: 'Delete for everyone?',
    openFile: 'Open minutes file',
    of: (when: string) => `Minutes of ${when}`,
    running: 'Being recorded now',
    asked: (name: string) => (name ? `asked for by ${name}` : 'asked for at the wall'),
    sealed: 'This screen keeps them sealed. They open on the phones of those who agreed while they were here.',
    offer: 'The minutes of this meeting are ready. Keep a copy? A browser may forget what it holds.',
    offerVisitor:
      'The minutes of this meeting are ready. Your key to them ends with your visit, so take a copy now: whoever has that file can listen to it.',
    later: 'Not now',
    deleted: 'Deleted.',
    done: (names: readonly string[]) => `Erased on ${list(names)}.`,
    outstanding: (names: readonly string[]) => `Still to erase: ${list(names)}, as soon as it is back.`,
    log: {
      asked: (name: string) => `${name || 'Somebody'} asked to record`,
      everyone: (name: string) => `“Everyone has agreed”, said at ${name || 'a wall'}`,
      ended: (name: string) => (name ? `${name} stopped it` : 'It ended'),
      opened: (name: string) => `${name || 'Somebody'} opened it`,
      exported: (name: string) => `${name || 'Somebody'} took a copy`,
      deleted: (name: string) => `${name || 'Somebody'} deleted it`,
    } as Record<string, (name: string) => string>,
    logTitle: 'Who did what with them',
  },
  player: {
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    chapters: 'Who came and went',
    lines: 'What was shown and noted',
    shown: (words: string, by: string) =>
      words === '' ? `${by || 'Somebody'} shared a screen` : by ? `${by} showed: ${words}` : `On the wall: ${words}`,
    noted: (words: string, by: string) => `${by || 'Somebody'} noted: ${words}`,
    here: (names: readonly string[]) => List(names),
    notYours: 'You were not here, or had not agreed.',
    damaged: (count: number) =>
      count === 1 ? 'One piece is damaged and left out.' : `${count} pieces are damaged and left out.`,
    cut: 'The file ends too early. What is there can be heard.',
    nothing: 'Nothing of it opens on this device.',
    close: 'Close',
  },
  reasons: {
    'recording-on': {
      what: 'A recording is already asked for.',
      safe: 'Nothing changed.',
      todo: 'Answer that one, or stop it.',
    },
    'recording-over': { what: 'That recording is over.', safe: 'What was recorded is kept.', todo: 'Ask anew.' },
    'microphone-none': {
      what: 'This screen has no microphone that works.',
      safe: 'Nothing was recorded.',
      todo: 'Plug one in, or record at another screen.',
    },
    'microphone-refused': {
      what: 'The browser does not allow the microphone here.',
      safe: 'Nothing was recorded.',
      todo: 'Allow it in the browser on the wall, then try again.',
    },
    'minutes-gone': {
      what: 'Those minutes were deleted.',
      safe: 'Nothing else changed.',
      todo: 'Close the list and open it again.',
    },
    'minutes-incomplete': {
      what: 'A part of the minutes has not reached this screen yet.',
      safe: 'Nothing is lost.',
      todo: 'Try again in a moment.',
    },
    'minutes-unreadable': {
      what: 'That is no minutes file, or a damaged one.',
      safe: 'The file was not changed.',
      todo: 'Choose a file that ends in .minutes.',
    },
  } satisfies Record<string, Sentence>,
}
