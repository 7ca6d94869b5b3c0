import type { DeviceId } from '../protocol/ids.ts'

/** Why a recording asks or rests. `none` while it runs. */
export const RECORDING_CAUSES = [
  'none',
  /** Somebody in the meeting has still to answer. */
  'ask',
  /** Somebody who came in since has still to answer. */
  'came-in',
  /** Somebody in the meeting said no. */
  'no',
  /** Somebody took their agreement back. */
  'withdrawn',
  /** No camera can say who is here: the wall asks whether everyone has agreed. */
  'everyone',
  /** A face for whom nobody answered. */
  'unexplained',
  /** Nobody of the meeting is here by phone, so nobody could open it. */
  'nobody',
  /** The owner was switched off in between. */
  'restarted',
  'microphone-none',
  'microphone-refused',
  'microphone-gone',
  'storage-full',
  /** The screen whose microphone it is cannot be reached; said by the others. */
  'owner-away',
] as const
export type RecordingCause = (typeof RECORDING_CAUSES)[number]

/** What the owner knows at one moment. */
export type RecordingFacts = {
  /** In the meeting by phone, asleep or not. */
  meeting: ReadonlySet<DeviceId>
  agreed: ReadonlySet<DeviceId>
  refused: ReadonlySet<DeviceId>
  /** Agreed once, and took it back. */
  withdrawn: ReadonlySet<DeviceId>
  /** Faces without a phone that answers for them, and agreements given at a wall. */
  faces: number
  atWall: number
  /** A camera of the owner looks: without one the wall asks. */
  isWatching: boolean
  everyoneSaid: boolean
  /** It has run before. */
  hasRun: boolean
  /** It was interrupted, and nobody has asked to go on. */
  isRestarted: boolean
  /** What is wrong with the microphone or the disk. */
  fault?: 'microphone-none' | 'microphone-refused' | 'microphone-gone' | 'storage-full' | undefined
}

export type RecordingJudgement = {
  state: 'asking' | 'on' | 'paused'
  cause: RecordingCause
  waiting: DeviceId[]
  unexplained: number
}

/** On only while everyone in the meeting has agreed; whatever is unclear pauses it. The first cause that holds is named. */
export function judgeRecording(facts: RecordingFacts): RecordingJudgement {
  const waiting = [...facts.meeting].filter((device) => !facts.agreed.has(device)).sort()
  // An agreement at the wall explains one face. It selects no keys, and a face never gives one.
  const unexplained = Math.max(0, facts.faces - facts.atWall)
  const cause = causeOf(facts, waiting, unexplained)
  const isQuestion = cause === 'ask' || cause === 'everyone' || cause === 'unexplained'
  const state = cause === 'none' ? 'on' : isQuestion && !facts.hasRun ? 'asking' : 'paused'
  return { state, cause, waiting, unexplained }
}

function causeOf(facts: RecordingFacts, waiting: readonly DeviceId[], unexplained: number): RecordingCause {
  if (facts.fault) return facts.fault
  if (facts.isRestarted) return 'restarted'
  if (waiting.some((device) => facts.withdrawn.has(device))) return 'withdrawn'
  if (waiting.some((device) => facts.refused.has(device))) return 'no'
  if (waiting.length > 0) return facts.hasRun ? 'came-in' : 'ask'
  if (facts.meeting.size === 0) return 'nobody'
  if (unexplained > 0) return 'unexplained'
  if (!facts.isWatching && !facts.everyoneSaid) return 'everyone'
  return 'none'
}

/** How long it has recorded, in ms. */
export const recordedMs = (now: { state: string; ranMs: number; sinceMs: number }, nowMs: number): number =>
  now.ranMs + (now.state === 'on' ? Math.max(0, nowMs - now.sinceMs) : 0)
