import type { Outcome } from '../view.ts'

/** [data-testid=mic-state] */
export type MicState = 'off' | 'listening' | 'muted' | 'blocked'

export type SpeechView = {
  /** An admin has switched it on. */
  on: boolean
  mic: MicState
  /** Why it is blocked: a reason for which strings have a sentence. */
  because?: string
  /** The microphone is open for somebody who looks here and does not speak yet. */
  waits?: boolean
  /** It is being made out what was said. */
  thinking: boolean
  /** The last thing said to this screen, what was understood and what came of it. `id`: of this answer, so that the same one twice is heard twice. `confirm`: it waits for a tap on a button with these words. */
  heard?: { id: string; text: string; answered: boolean; answer: string; confirm?: string }
  /** The last accepted request, as JSON. */
  intent?: string
  /** Words of names that nobody here can pronounce: the room cannot be asked about them. */
  unsayable: readonly string[]
  /** Names that sound like another one here, or are too short. */
  doubts: readonly { name: string; like?: string }[]
  /** It understands by the wider model of its language, which somebody brought to the box. */
  wider?: boolean
  soundsLike: Readonly<Record<string, string>>
  /** What it costs this screen; on a phone nobody asks. `ms` is 0 before the first request. */
  cost?: { ms: number; awakePercent: number; mW: number }
  /** It also listens to whoever looks at this screen from near and speaks; `undefined`: this screen does not see. */
  look?: boolean
  /** Examples of what may be said. */
  examples: readonly string[]
}

export type SpeechActions = {
  /** Says an answer aloud, by a voice of this device where it has one; else a chime is heard. */
  say(sentence: string): void
  /** The button, or Space, went down. */
  press(): void
  /** … and came up: at once it was a tap, and the microphone stays open until the sentence ends. */
  lift(): void
  /** Closes the microphone and forgets what it heard. */
  close(): void
  /** Does what waits for a tap. */
  confirm(): void
  mute(muted: boolean): void
  /** Looks whether every name here can be said, and told from the others: `unsayable` and `doubts`. */
  check(): void
  /** The button and its sign can be seen now, or no more: they are drawn, and nothing covers them. */
  drawn(is: boolean): void
  save(change: { on?: boolean; look?: boolean; soundsLike?: Readonly<Record<string, string>> }): Promise<Outcome>
}
