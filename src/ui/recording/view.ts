import type { RecordingCause } from '../../room/recording-state.ts'
import type { Outcome } from '../view.ts'

/** [data-testid=recording] carries `at` and `cause`. */
export type RecordingView = {
  at: 'off' | 'asking' | 'on' | 'paused'
  cause: RecordingCause
  id: string
  /** Recorded so far. */
  ms: number
  byName: string
  /** Names of those in the meeting who have still to answer, or said no. Empty name: somebody. */
  waiting: readonly string[]
  /** On a phone: what its person answered. */
  mine?: 'unasked' | 'agreed' | 'no'
  /** The screen whose microphone it is, by name. */
  owner: string
}
export const NOT_RECORDING: RecordingView = {
  at: 'off',
  cause: 'none',
  id: '',
  ms: 0,
  byName: '',
  waiting: [],
  owner: '',
}

export type RecordingActions = {
  start(): Promise<Outcome>
  stop(): Promise<Outcome>
  goOn(): Promise<Outcome>
  agree(): Promise<Outcome>
  no(): Promise<Outcome>
  /** "Everyone has agreed", said at a wall. */
  everyone(): Promise<Outcome>
}

export type MinutesView = {
  id: string
  fromMs: number
  /** Missing while it is still being recorded. */
  ms?: number
  byName: string
  log: readonly { atMs: number; what: string; byName: string }[]
  deleted?: { done: readonly string[]; outstanding: readonly string[] }
}

/** Minutes that are open on this device. */
export type PlayerView = {
  fromMs: number
  lengthMs: number
  /** When somebody came or went: where that is in the sound, and who was there. Without names: not this device's to hear. */
  chapters: readonly { atMs: number; offsetMs: number; names: readonly string[] | undefined }[]
  /** What was shown and noted. Without words: somebody's screen, as it was. */
  lines: readonly { atMs: number; offsetMs: number; what: 'shown' | 'noted'; words: string; byName: string }[]
  damaged: number
  isCut: boolean
  isPlaying: boolean
  positionMs: number
}
export type PlayerActions = { play(fromMs: number): void; pause(): void; close(): void }

export type MinutesActions = {
  open(id: string): Promise<Outcome>
  export(id: string): Promise<Outcome>
  delete(id: string): Promise<Outcome>
  openFile(file: File): Promise<Outcome>
  player: PlayerActions
}
