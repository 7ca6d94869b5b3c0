/** 600 is "10 minutes". */
const spanEn = (seconds: number): string => {
  const [count, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export const speechEn = {
  talk: 'Hold to talk',
  hint: 'Hold, or tap and speak',
  mic: {
    off: 'Microphone off',
    listening: 'Listening…',
    muted: 'Microphone muted',
    blocked: 'Microphone blocked',
  },
  thinking: 'One moment…',
  mute: 'Mute the microphone',
  unmute: 'Unmute the microphone',
  heard: (text: string) => `“${text}”`,
  elsewhere: (name: string) => (name ? `${name} heard it better, and answers.` : 'Another screen answers.'),
  spokenOver: (name: string) => `${name || 'Another device'} was speaking just then. Say it again.`,
  refused: 'That was nothing I can do. Ask “what can I say”.',
  examples: [
    'who is here',
    'add a note, back in ten minutes',
    'set a timer for five minutes',
    'turn on the lamp',
    'book this room for thirty minutes',
    'undo that',
  ],
  switches: { lamp: 'lamp' },
  answers: {
    noted: (text: string) => `Noted: ${text}.`,
    people: (names: readonly string[], someone: number) => {
      const others = someone === 0 ? '' : someone === 1 ? ' and one more' : ` and ${someone} more`
      if (names.length === 0) return someone === 0 ? 'Nobody that I know of is here.' : `${someone} here, none by name.`
      return `Here: ${names.join(', ')}${others}.`
    },
    shown: 'It is on the wall.',
    page: (number: number, of: number) => `Page ${number} of ${of}.`,
    cleared: 'The wall is clear.',
    time: (time: string) => `It is ${time}.`,
    help: (examples: readonly string[]) => `Say: ${examples.map((one) => `“${one}”`).join(', ')}.`,
    undone: 'Undone.',
    nothingToUndo: 'There is nothing to undo.',
    dark: 'The walls are dark. Say “wake the walls”, or touch one.',
    light: 'The walls are light again.',
    timer: (seconds: number) => `A timer of ${spanEn(seconds)}.`,
    timerStopped: 'The timer is stopped.',
    turnedOn: 'It is on.',
    turnedOff: 'It is off.',
    recordingAsked: 'Recording begins when everybody here has agreed.',
    stopRecording: 'Stop the recording for good?',
    stopRecordingTap: 'Stop the recording',
    recordingStopped: 'The recording is over.',
    booked: (seconds: number) => `The room is yours for ${spanEn(seconds)}.`,
    extend: (seconds: number) => `${spanEn(seconds)} more?`,
    extendTap: 'Extend the booking',
    extended: (seconds: number) => `${spanEn(seconds)} more.`,
    end: 'End the booking now?',
    endTap: 'End the booking',
    ended: 'The booking is over.',
    calls: (name: string) => (name ? `${name} is calling.` : 'Somebody is calling.'),
    called: (name: string) => `${name} has been called.`,
  },
  because: {
    refused: 'This browser may not use the microphone. Allow it beside the address, then try again.',
    'no-microphone': 'This device has no microphone. Plug one in, then try again.',
    'microphone-busy': 'Another app uses the microphone. Close it, then try again.',
    'model-missing': 'The recogniser’s files are not on the box. Lay them down anew: npm run build.',
    'model-altered':
      'The recogniser’s files are not this release’s, and were not used. Lay them down anew: npm run build.',
    'recogniser-refused': 'The recogniser does not take what can be said here. Rename what was named last.',
    'worker-died': 'The recogniser stopped. It starts again with the next tap.',
    'not-recording': 'Nothing is being recorded.',
    'not-booked': 'Nobody has booked the room now.',
    'no-timer': 'No timer is running.',
    'not-put-back': 'A picture cannot be put back from here. Show it again from Files.',
    'no-notes': 'There is no note to show.',
    'no-pictures': 'There is no picture among the room’s files.',
  } as Readonly<Record<string, string>>,
  settings: {
    title: 'Ears',
    on: 'Hold to talk',
    explain:
      'Walls and phones get a button to talk to the room. The microphone is open only while it is used; sound never leaves the device, and none is kept.',
    look: 'Look and speak',
    lookExplain:
      'Where faces are on: whoever stands near a screen and looks at it opens its microphone, and “Listening…” says so. Until they speak it keeps only the last second and a half, and forgets it when they look away or after eight seconds. Once their lips move it listens for a few seconds. Each screen needs one press of the button first, so that its browser may use the microphone.',
    unsayable: 'These names cannot be said yet. Write what each sounds like, in ordinary words:',
    alike: (name: string, other: string) => `“${name}” sounds like “${other}”. Rename one of them.`,
    short: (name: string) => `“${name}” is too short to be heard well. Give it a longer name.`,
    soundsLike: (word: string) => `“${word}” sounds like`,
    word: 'A name that is misheard',
    like: 'sounds like',
    add: 'Add',
    forget: (word: string) => `Forget how “${word}” sounds`,
    wider: 'English is understood by the wider model that was brought to the box.',
    cost: (ms: number, awake: number, mW: number) =>
      `${ms > 0 ? `Making out a request takes ${ms} ms. ` : ''}The microphone was open ${awake} % of the last minute: about ${mW} mW, by a rough model.`,
  },
}
