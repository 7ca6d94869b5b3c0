import type { VisitorDeed } from '../trust/preview.ts'
import type { Right } from '../trust/rights.ts'
import type { DayActions, DayRules, DayView } from './day/view.ts'
import type { WallFaceActions, WallFaces } from './faces/view.ts'
import type { Offer, OccasionChoices, Occasions } from './appear/view.ts'
import type { ServiceActions, ServicesView } from './services/view.ts'
import type { RuleActions, RulesView } from './rules/view.ts'
import type { FileView } from './files/file-view.ts'
import type { ListeningActions, ListeningView } from './speech/listening-view.ts'
import type { SpeechActions, SpeechView } from './speech/view.ts'
import type { WallRecordingActions, WallRecordingView } from './recording/WallRecording.tsx'

/*
 * What the screens show and what a person can do there: the contract between app/ (which wires) and ui/ (which draws).
 * Every view is read through Solid props, so a field may change at any time; actions return when the room has answered.
 */

export type Lang = 'en' | 'fr'
export type Ground = 'day' | 'night' | 'auto'

/** main[data-state] */
export type LinkState = 'live' | 'alone' | 'offline' | 'away' | 'left' | 'expired' | 'refused'

/** main[data-blank] and role=alert[data-reason]: the list is in docs/handles.md. */
export type Alert = { reason: string; safe?: string; action?: { label: string; run: () => void | Promise<Outcome> } }

export type PersonView = {
  id: string
  name: string
  /** A visitor chose the name; a member's name was vouched for at pairing. */
  role: 'member' | 'visitor' | 'face'
  admin: boolean
  state: 'here' | 'away'
  /** Before a camera now, a moment ago, or here by phone only. */
  certainty: 'seen' | 'recent' | 'phone'
  me: boolean
}
export type DeviceView = {
  id: string
  name: string
  kind: 'screen' | 'member'
  admin: boolean
  state: 'here' | 'not-here'
  me: boolean
}
export type NoteView = {
  id: string
  text: string
  by: string
  /** The name is one that a visitor chose. */
  byVisitor?: boolean
  mine: boolean
  atMs: number
  /** It came by the open board, so it is nobody's here. */
  open?: boolean
  /** It goes when a screen is in reach. */
  unsent?: boolean
}
/** mine: I put it up, so I may take it down. */
export type DisplayView = { id: string; by: string; byVisitor?: boolean; mine?: boolean } & (
  | { kind: 'text'; text: string }
  /** url is a blob: address; missing while the picture is on its way. page: it is one of a PDF. */
  | { kind: 'picture'; url?: string; name: string; page?: { number: number; of: number } }
  /** stream: on the wall that shows it, once it has come. */
  | { kind: 'screen'; stream?: MediaStream }
)

/** The outcome of a person's action: undefined is success, else a reason for which strings have a sentence. */
export type Outcome = string | undefined

export type RoomView = {
  state: LinkState
  blank: boolean
  /** The box does not answer; the room goes on (band dashed). */
  helperAway: boolean
  /** Applications that are no devices of the room may read and add notes. */
  boardOpen?: boolean
  /** A page of another origin offers services here: what is sent to it may leave. */
  pageOpen?: boolean
  roomName: string
  place: string
  people: readonly PersonView[]
  /** Faces that the room sees and has no name for, or none it may show. */
  someone: number
  devices: readonly DeviceView[]
  notes: readonly NoteView[]
  display?: DisplayView
  alert?: Alert
}

export type Pairing =
  | {
      at: 'inviting'
      kind: 'screen' | 'member'
      /** Whoever follows it may change the room. */
      admin: boolean
      url: string
      qrText: string
      code: string
      expiresAtMs: number
    }
  /** Both screens show the digits; a person compares. */
  | { at: 'comparing'; kind: 'screen' | 'member'; sas: string; mine: string; theirs: string }
  | { at: 'waiting'; kind: 'screen' | 'member' }
  | { at: 'failed'; kind: 'screen' | 'member'; reason: string }
  | { at: 'done'; kind: 'screen' | 'member'; name: string }

export type WallView = RoomView & {
  files: readonly FileView[]
  egress: EgressView
  rules: RulesView
  /** The rule by which this wall shows nothing; missing where it is a stranger, or where it shows. */
  blankingRule?: string
  /** When a file may appear by itself. */
  occasions: OccasionChoices
  /** Files whose people are here, and which a tap puts up. */
  offered: readonly Offer[]
  /** Scan to be in the room; missing while there is no box to be introduced by. */
  join?: { url: string; code: string }
  clockMs: number
  /** True: admin actions ask for the PIN first. */
  locked: boolean
  /** PIN refused until then, room time in ms. */
  pinWaitUntilMs?: number
  pairing?: Pairing
  /** Nobody near: name, status, time only. */
  quiet: boolean
  settings: SettingsView
  day: DayView
  services: ServicesView
  /** A sentence that the room says. */
  saying?: string
  /** Somebody made this screen dark. */
  dark?: { by: string }
  faces: WallFaces
  speech: SpeechView
  listening: ListeningView
  recording: WallRecordingView
}

/** Since the room was made: bytes to the open board's applications and to other origins, files that visitors took. */
export type EgressView = { board: number; pages: number; elsewhere: number; taken: number }

export type SettingsView = {
  lang: Lang
  ground: Ground
  screenName: string
  visitorAwayMinutes: number
  /** Where phones open the app. */
  phoneAddress: string
  visitorsMay: { addNotes: boolean; show: boolean; files: boolean }
  /** What follows from that. */
  visitorPreview: { can: readonly VisitorDeed[]; cannot: readonly VisitorDeed[] }
  /** Who visits now, and what each was given beyond that, for this visit. */
  visits: readonly VisitView[]
  fileLimits: { mostBytes: number; totalBytes: number }
  bookingRules: DayRules
  /** Members may offer what pages of other origins can do. */
  pagesOpen: boolean
  storage: { usedBytes: number; persisted: boolean }
  backup: { lastAtMs?: number; toBox: boolean }
  offline: 'unavailable' | 'installing' | 'ready' | 'waiting'
  release: string
  /** While the board is open. */
  board?: BoardView
}

/** One visitor: each right that not every visitor has, whether this one has it, and what follows from that. */
export type VisitView = {
  id: string
  name: string
  rights: readonly { right: Right; on: boolean }[]
  can: readonly VisitorDeed[]
  cannot: readonly VisitorDeed[]
}

/** What somebody who attaches an application to the open board must know. */
export type BoardView = {
  signaling: string
  room: string
  password: string
  /** Three lines to copy. */
  lines: string
  /** The screen that keeps it, by name. */
  keeper: string
  keeperHere: boolean
  /** It was begun afresh because it had grown too large. */
  grown: boolean
  /** … or because a device that knew its password was removed. */
  renewed: boolean
}

export type WallActions = {
  unlock(pin: string): Promise<Outcome>
  lock(): void
  /** The recovery words open the wall without a PIN, and put this screen first; `out` goes with that. */
  bringWords(words: string, out: readonly string[]): Promise<Outcome>
  invite(kind: 'screen' | 'member', options: { admin: boolean }): Promise<Outcome>
  /** Until somebody follows the invitation, it may still be an admin's, or no longer. */
  inviteAdmin(admin: boolean): Promise<Outcome>
  answerSas(match: boolean): void
  endPairing(): void
  showOut(person: string): Promise<Outcome>
  /** Gives one visitor a right for this visit, or takes it back. */
  turnRight(person: string, right: Right, on: boolean): Promise<Outcome>
  /** Lets in who waits at the door. */
  letIn(): Promise<Outcome>
  /** Every visit from before ends in a few minutes unless a code is scanned meanwhile. */
  askToScanAgain(): Promise<Outcome>
  removeDevice(device: string): Promise<Outcome>
  clearDisplay(): Promise<Outcome>
  removeNote(id: string): Promise<Outcome>
  showFile(id: string): Promise<Outcome>
  /** Of the PDF that is on display. */
  turnPage(to: number): Promise<Outcome>
  setShowWhen(id: string, occasions: Occasions): Promise<Outcome>
  /** Puts up what is offered. */
  putUp(id: string): Promise<Outcome>
  /** Takes it out of the room, or stops it on its way. */
  removeFile(id: string): Promise<Outcome>
  saveSettings(
    change: Partial<
      Pick<
        SettingsView,
        | 'lang'
        | 'ground'
        | 'screenName'
        | 'visitorAwayMinutes'
        | 'visitorsMay'
        | 'phoneAddress'
        | 'fileLimits'
        | 'bookingRules'
        | 'pagesOpen'
      >
    > & { roomName?: string; place?: string; pin?: string; boardOpen?: boolean; boardAfresh?: true },
  ): Promise<Outcome>
  backupToBox(): Promise<Outcome>
  backupToFile(): Promise<Outcome>
  /** A touch: wakes a quiet wall. */
  touch(): void
  day: DayActions
  rules: RuleActions
  services: ServiceActions & {
    /** This screen is dark no more. */
    light(): Promise<Outcome>
  }
  faces: WallFaceActions
  speech: SpeechActions
  listening: ListeningActions
  recording: WallRecordingActions
}
