import type { FaceReason, Sentence } from './reasons.ts'

const nothingKept = 'Nothing was kept.'

/** Why a face was not taken, not found or not forgotten, and why an eye is blind. */
export const faceReasonsEn: Record<FaceReason, Sentence> = {
  'camera-refused': {
    what: 'This device may not use its camera here.',
    safe: nothingKept,
    todo: 'Allow the camera in the browser’s settings for this page.',
  },
  'camera-none': { what: 'There is no camera.', safe: nothingKept, todo: 'Connect one, or use another device.' },
  'camera-busy': {
    what: 'Another program is using the camera.',
    safe: nothingKept,
    todo: 'Close it, and try again.',
  },
  'camera-gone': { what: 'The camera was taken away.', safe: nothingKept, todo: 'Connect it again.' },
  'camera-muted': {
    what: 'The camera is open, and its picture is switched off.',
    safe: 'Nobody was looked at.',
    todo: 'Look for a privacy switch or a camera key on this device, or close another program that uses it.',
  },
  'camera-dark': {
    what: 'The camera sees only black.',
    safe: 'Nobody was looked at.',
    todo: 'Open its shutter, or turn on a light.',
  },
  'memory-short': {
    what: 'This device has no memory left for a picture.',
    safe: 'Nobody was looked at. Everything else goes on.',
    todo: 'Close other pages and programs on it; then it sees again by itself.',
  },
  'camera-small': {
    what: 'This camera’s picture is too small to see people across a room.',
    safe: 'Whoever stands right before it is seen.',
    todo: 'Use a camera of 640 by 480 pixels or more, or set this one to more.',
  },
  'eyes-unable': {
    what: 'This device’s browser cannot look at faces.',
    safe: 'Nobody was looked at. Everything else works.',
    todo: 'Let the room know your face at a wall that sees, or use another browser.',
  },
  'eyes-missing': {
    what: 'What this device needs to see is missing on the helper, or was altered.',
    safe: 'It was not used. Everything else works.',
    todo: 'Ask whoever runs the helper to build it anew; then it sees again by itself.',
  },
  'eyes-broken': {
    what: 'Seeing does not work on this device just now.',
    safe: 'Everything else does.',
    todo: 'Give it a minute; if it stays so, reload the page.',
  },
  'face-mixed': {
    what: 'The three views did not look like one person.',
    safe: nothingKept,
    todo: 'Try again, with nobody else in the picture.',
  },
  'face-unknown': {
    what: 'The room does not know that face.',
    safe: 'Nothing changed.',
    todo: 'There is nothing to do.',
  },
  'receipt-unknown': {
    what: 'Nothing is kept under that number.',
    safe: 'Nothing changed.',
    todo: 'Check the eight digits of your receipt.',
  },
  'faces-off': {
    what: 'This room looks at nobody’s face.',
    safe: 'Nothing was looked at.',
    todo: 'An admin can change that in Settings, under Eyes.',
  },
  'no-consent': {
    what: 'There is no consent that covers this.',
    safe: nothingKept,
    todo: 'Begin again, and say yes first.',
  },
}
