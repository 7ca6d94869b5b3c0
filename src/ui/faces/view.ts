/* What faces add to the views of wall and phone. */

export type CameraState = 'off' | 'starting' | 'watching' | 'asleep' | 'covered' | 'blocked'
export type FaceStep = 'front' | 'left' | 'right'
/** Why a face cannot be taken right now: each is something the person can mend. */
export type FaceTrouble =
  | 'no-face'
  | 'two-faces'
  | 'too-far'
  | 'too-dark'
  | 'too-bright'
  | 'blurred'
  | 'turned'
  | 'covered'
  /** The camera itself shows nothing. */
  | 'camera-muted'
  | 'camera-dark'
  | 'memory-short'

/** What the screen's own eye is doing, and what the room's eyes see together. */
export type SeesView = {
  camera: CameraState
  /** Why the camera is blocked, or sees less than it should, as a reason of the alerts. */
  because?: string
  known: number
  unknown: number
}

/** One person letting the room know their face: consent first, camera after. */
export type EnrolView =
  | { at: 'asking'; days: readonly number[]; name: string }
  | { at: 'starting' }
  | { at: 'looking'; step: FaceStep; n: number; of: number; trouble?: FaceTrouble; stream?: MediaStream }
  | { at: 'keeping' }
  | { at: 'done'; untilMs: number; receipt: string; moved: { blinked: boolean; turned: boolean } }
  | { at: 'failed'; reason: string }

export type EnrolActions = {
  begin(): void
  consent(how: { days: number; name: string }): void
  /** Also after "No": nothing is kept. */
  stop(): void
  /** Says a sentence aloud, for whoever cannot see the page while looking at the camera. */
  speak(sentence: string, lang: string): void
}

/** Of the person who holds this phone. */
export type MineView = {
  /** Until when the room knows this face, room time; undefined: it does not. */
  faceUntilMs?: number
  /** After "Forget me": names of screens. */
  forgotten?: Forgotten
}

/** A corner of the room as its camera sees it, in parts of the picture. */
export type Corner = { x: number; y: number }
export type EyesSettings = {
  mode: 'off' | 'count' | 'names'
  blankOnStranger: boolean
  inViewMs: number
  inMeetingMs: number
  poorMs: number
  /** How long a name holds while the face is unclear. */
  namedMs: number
  /** So many clear looks that find nobody make a stranger. */
  strangerLooks: number
  /** How long a member's word for whoever is new holds at the longest. */
  withUsMs: number
  consentDays: number
  /** How many people are known by face. */
  known: number
  /** … and who, while the settings are open; an empty name: known, and never named. */
  people: readonly { id: string; name: string; untilMs: number }[]
  /** Four corners; what is outside is never looked at. */
  area: readonly Corner[]
  /** What one look costs here; missing before the first. */
  cost?: { ms: number; awakePercent: number; mW: number }
}
/** What the camera sees right now, for setting it up: boxes in parts of the picture, with why a face cannot be judged. */
export type Preview = {
  stream?: MediaStream
  boxes: readonly {
    x: number
    y: number
    width: number
    height: number
    name?: string
    trouble?: FaceTrouble
    px: number
  }[]
}

/** How far a forgetting has come: names of screens. */
export type Forgotten = { done: readonly string[]; outstanding: readonly string[] }

/** What faces add to a wall. */
export type WallFaces = {
  sees: SeesView
  eyes: EyesSettings
  /** Who stands before this screen's own camera right now. */
  before: readonly { id: string; name: string }[]
  enrol?: EnrolView
  forgotten?: Forgotten
  preview?: Preview
}
export type EyesChange = Partial<Omit<EyesSettings, 'known' | 'people' | 'cost'>>
export type WallFaceActions = EnrolActions & {
  cover(covered: boolean): void
  save(change: EyesChange): Promise<string | undefined>
  /** While settings are open the camera's picture is shown there, and nowhere else. */
  preview(on: boolean): void
  /** An admin's: anybody the room knows, without their face or number. */
  forgetKnown(person: string): Promise<string | undefined>
  forgetSeen(person: string): Promise<string | undefined>
  forgetReceipt(receipt: string): Promise<string | undefined>
  withUs(): Promise<string | undefined>
}

/** What faces add to a phone. */
export type PhoneFaces = {
  mine: MineView
  offered: boolean
  mayVouch: boolean
  /** A screen may be asked whether it knows this person. */
  mayCheck: boolean
  enrol?: EnrolView
}
/** Whom a screen took the person for who asked it, or what it would need to say. */
export type Checked = 'you' | 'another' | 'unknown' | FaceTrouble
export type PhoneFaceActions = EnrolActions & {
  /** Takes one picture and asks a screen whose face it is. */
  check(): Promise<Checked | { refused: string }>
  forget(): Promise<string | undefined>
  notMe(): Promise<string | undefined>
  withUs(): Promise<string | undefined>
}
