import type { Sound } from '../../room/rules.ts'
import type { Outcome } from '../view.ts'
import type { MicState } from './view.ts'

export type ListeningView = {
  /** An admin has switched it on. */
  on: boolean
  mic: MicState
  /** Why it is blocked: a reason for which strings have a sentence. */
  because?: string
  /** What is heard at this wall now. */
  now: readonly Sound[]
  /** What it costs this screen: milliseconds of one look, part of the time in which the model looked. */
  cost?: { ms: number; awakePercent: number; mW: number }
}
export type ListeningActions = {
  save(change: { on: boolean }): Promise<Outcome>
  /** Closes this wall's microphone until it is said otherwise. */
  mute(muted: boolean): void
}
