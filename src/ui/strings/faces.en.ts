import type { FaceStep, FaceTrouble } from '../faces/view.ts'

const trouble: Record<FaceTrouble, string> = {
  'no-face': 'I see nobody.',
  'two-faces': 'I see two people. One at a time, please.',
  'too-far': 'Too far away. Come closer.',
  'too-dark': 'Too dark. Turn towards a light.',
  'too-bright': 'Too bright. Turn away from the light.',
  blurred: 'Hold still for a moment.',
  turned: 'Turned too far.',
  covered: 'Something covers the face.',
  'camera-muted': 'The camera is switched off. Look for its switch or key.',
  'camera-dark': 'The camera sees only black. Open its shutter, or turn on a light.',
  'memory-short': 'This device has no memory left for a picture. Close other pages on it.',
}
const step: Record<FaceStep, string> = {
  front: 'Look straight here',
  left: 'Turn your head a little to the left',
  right: 'Turn your head a little to the right',
}

function lasting(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  if (seconds < 3_600) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 3_600 ? '1 hour' : `${seconds / 3_600} hours`
}

/** What the room says about recognising faces. */
export const facesEn = {
  sees: {
    off: 'Eyes closed',
    starting: 'Eyes opening',
    watching: 'Sees people',
    asleep: 'Eyes asleep',
    covered: 'Camera covered',
    blocked: 'No camera',
    blind: {
      'camera-refused': 'Camera not allowed',
      'camera-busy': 'Camera in use elsewhere',
      'camera-muted': 'Camera switched off',
      'camera-dark': 'Camera sees only black',
      'memory-short': 'No memory to see',
      'camera-small': 'Sees only who is near',
      'eyes-unable': 'This browser cannot see',
      'eyes-missing': 'Eyes not working',
      'eyes-broken': 'Eyes not working',
    } as Readonly<Record<string, string>>,
    counts: (known: number, unknown: number) => `${known} known, ${unknown === 1 ? '1 someone' : `${unknown} someone`}`,
    cover: 'Cover the camera',
    uncover: 'Uncover the camera',
    someone: (n: number) => (n === 1 ? 'Someone' : `${n} people`),
    withUs: 'They are with us',
    withUsDone: 'Thank you. The room goes on.',
    byFace: 'seen',
    recent: 'here',
    byPhone: 'by phone',
  },

  ask: {
    title: 'Let the room know my face',
    who: (room: string) => `${room} asks.`,
    why: [
      'So that screens in this room can tell you from a stranger.',
      'Three views become numbers. No picture is kept.',
      'The numbers stay on this room’s screens, sealed. They never leave the room.',
      'You can take it back at any time, on this page or at the wall.',
    ],
    howLong: 'For how long',
    days: (n: number) => (n === 1 ? 'One day' : `${n} days`),
    name: 'Name to show on the walls',
    nameHelp: 'Left empty, no screen ever says who you are.',
    consent: 'I consent',
    no: 'No',
    starting: 'Opening the camera…',
    step,
    stepOf: (n: number, of: number) => `${n} of ${of}`,
    trouble,
    stop: 'Stop',
    stopKeeps: 'Stopping keeps nothing.',
    keeping: 'Telling the room…',
    done: 'The room knows your face.',
    until: (day: string) => `Until ${day}.`,
    moved: {
      both: 'It saw you turn and blink, as people do.',
      turned: 'It saw you turn, and no blink. You are known all the same.',
      blinked: 'It saw you blink, and no turn to both sides. You are known all the same.',
      neither:
        'It saw neither a turn nor a blink: a photograph would have looked the same. You are known all the same.',
    },
    remember: 'Write this number down. With it, the room forgets you, also without your face.',
  },

  mine: {
    title: 'What it knows of you',
    nothing: 'Your name, while you are here. Not your face.',
    face: (day: string) => `Your face, until ${day}.`,
    forget: 'Forget me',
    sure: 'Forget your face everywhere in this room?',
    keep: 'Keep it',
    forgotten: 'Forgotten.',
    receipt: 'Receipt',
    erasedOn: (names: string) => `Erased on ${names}.`,
    outstanding: (names: string) => `Still to come, when they are back: ${names}.`,
    check: 'Does it know me?',
    checked: {
      ...trouble,
      you: 'Yes. It knows you.',
      another: 'It takes you for somebody else it knows.',
      unknown: 'Not here, not in this light. Try elsewhere, or forget your face and let the room know it again.',
    },
    notMe: 'That’s not me',
    notMeDone: 'Noted. The room will not take that face for you again.',
  },

  forgetAtWall: {
    title: 'Forget me',
    how: 'Look here, or type your receipt number.',
    number: 'Receipt number',
    look: 'Forget the face before this screen',
    seenAs: (name: string) =>
      name ? `You look like ${name}. Forget that face?` : 'You look like somebody the room knows. Forget that face?',
  },

  settings: {
    title: 'Eyes',
    modes: { off: 'Closed', count: 'Count people', names: 'Know people' },
    mode: 'What the screens see',
    explain: {
      off: 'No camera is open.',
      count: 'Faces are counted. Nobody is recognised.',
      names: 'Every face in the drawn area is compared with those who consented, and dropped within a frame.',
    },
    blank: 'Blank on a stranger',
    blankExplain:
      'While somebody is here whom nobody answers for, every screen shows nothing. Visitors by phone are answered for; a member’s “They are with us” answers for others.',
    inView: 'Somebody counts as in view until unseen for',
    inMeeting: 'Somebody counts as in the meeting until unseen for',
    poor: 'A face too unclear to judge counts as a stranger after',
    stranger: 'A clear face nobody knows counts as a stranger after',
    looks: (n: number) => `${n} looks`,
    named: 'Somebody recognised stays so, while their face is unclear, for',
    withUs: 'A member’s “They are with us” holds at most',
    consent: 'The longest that a person may consent for',
    lasting,
    area: 'The room, as this camera sees it',
    areaExplain: 'Drag the corners so that windows and corridors stay outside. What is outside is never looked at.',
    corner: (n: number) => `Corner ${n}`,
    areaWhole: 'Use the whole picture',
    cost: (ms: number, awake: number, mW: number) =>
      `One look takes ${ms} ms. Awake ${awake} % of the time: about ${mW} mW, by a rough model.`,
    people: 'Known by face',
    nameless: 'Somebody without a name',
    forget: 'Forget',
    forgetNamed: (name: string) => `Forget ${name}`,
    sure: (name: string) => `Forget ${name}?`,
    known: (n: number) =>
      n === 0
        ? 'Nobody is known by face.'
        : n === 1
          ? 'One person is known by face.'
          : `${n} people are known by face.`,
  },
}
