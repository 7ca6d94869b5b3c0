import type { PhoneFaceActions, PhoneFaces, WallFaceActions, WallFaces } from '../faces/view.ts'
import { CLOCK_MS } from './made-up.ts'

/* What faces add to the gallery's views. */

export const eyes: WallFaces['eyes'] = {
  mode: 'names',
  blankOnStranger: true,
  inViewMs: 3_000,
  inMeetingMs: 60_000,
  poorMs: 2_000,
  namedMs: 60_000,
  strangerLooks: 3,
  withUsMs: 4 * 3_600_000,
  consentDays: 180,
  known: 2,
  people: [
    { id: 'amara', name: 'Amara', untilMs: CLOCK_MS + 180 * 86_400_000 },
    { id: 'other', name: '', untilMs: CLOCK_MS + 86_400_000 },
  ],
  area: [
    { x: 0.08, y: 0.1 },
    { x: 0.94, y: 0.06 },
    { x: 0.98, y: 0.96 },
    { x: 0.02, y: 0.98 },
  ],
  cost: { ms: 31, awakePercent: 22, mW: 310 },
}
export const wallFaces: WallFaces = {
  sees: { camera: 'watching', known: 2, unknown: 1 },
  eyes,
  before: [{ id: 'amara', name: 'Amara' }],
}
export const noFaces: WallFaces = {
  sees: { camera: 'off', known: 0, unknown: 0 },
  eyes: { ...eyes, mode: 'off', blankOnStranger: false, known: 0, people: [] },
  before: [],
}
export const phoneFaces: PhoneFaces = { mine: {}, offered: true, mayVouch: true, mayCheck: true }

export const enrolling: Record<string, NonNullable<WallFaces['enrol']>> = {
  'face-asking': { at: 'asking', days: [1, 30, 180], name: 'Amara' },
  'face-asking-wall': { at: 'asking', days: [1, 30, 180], name: '' },
  'face-starting': { at: 'starting' },
  'face-looking': { at: 'looking', step: 'left', n: 2, of: 3 },
  'face-trouble': { at: 'looking', step: 'front', n: 1, of: 3, trouble: 'too-dark' },
  'face-done': {
    at: 'done',
    moved: { blinked: true, turned: true },
    untilMs: CLOCK_MS + 180 * 86_400_000,
    receipt: '47192055',
  },
  'face-failed': { at: 'failed', reason: 'camera-refused' },
}

const enrol = { begin: () => {}, consent: () => {}, stop: () => {}, speak: () => {} }
const yes = async () => undefined
export const wallFaceActions: WallFaceActions = {
  ...enrol,
  cover: () => {},
  save: yes,
  preview: () => {},
  forgetKnown: yes,
  forgetSeen: yes,
  forgetReceipt: yes,
  withUs: yes,
}
export const phoneFaceActions: PhoneFaceActions = {
  ...enrol,
  check: async () => 'you',
  forget: yes,
  notMe: yes,
  withUs: yes,
}
