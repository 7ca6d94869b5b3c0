import type { DeviceId } from '../../protocol/ids.ts'
import type { Shown } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { DayActions } from '../../ui/day/view.ts'
import type { SpeechWords } from '../../ui/strings/speech.ts'
import type { Lang, Outcome } from '../../ui/view.ts'

/** What came of a request, as it is shown and said. */
export type Answer = {
  answered: boolean
  answer: string
  /** It cannot be undone, so it waits for a tap on a button with these words. */
  confirm?: { label: string; deed: () => Promise<Answer> }
}

/**
 * How the device that was talked to acts: a wall by its own desk, a phone by calls. Each deed asks `authorize` just as a
 * tap on its button does; the outcome is a reason where it was not done.
 */
export type Deeds = {
  newId(): string
  /** `id` is that of the note or timer that comes of it. */
  serve(asked: { kind: string; args: object; id?: string; on?: DeviceId }): Promise<Outcome>
  removeNote(id: string): Promise<Outcome>
  clearDisplay(): Promise<Outcome>
  /** Shows everywhere what stood there before; undefined: nothing did. */
  putBack(before: Shown | undefined): Promise<Outcome>
  day: Pick<DayActions, 'book' | 'extend' | 'end'>
  recording: { start(): Promise<Outcome>; stop(): Promise<Outcome> }
}

/** What is here now, as the device that was talked to knows it. */
export type Here = {
  commons(): RoomDocs['commons']
  nowMs(): number
  /** The screen that "here" and "this" mean. */
  screen(): DeviceId | undefined
  /** Names that the room shows anyway. */
  people(): readonly string[]
  /** How many more are seen whom nobody knows. */
  someone(): number
}

export type Answering = {
  deeds: Deeds
  here: Here
  words(): SpeechWords
  lang(): Lang
  /** Done; `back` undoes it. */
  done(answer: string, back?: () => Promise<Outcome>): Answer
  /** … unless there is a reason why it was not. */
  unless(reason: Outcome, answer: string, back?: () => Promise<Outcome>): Answer
  /** What cannot be undone is done by a tap. */
  ask(question: string, label: string, deed: () => Promise<Answer>): Answer
}
