import type { Alert, Outcome, Pairing } from '../view.ts'

/* What a new device shows on its way into a room, or to a room of its own. */

/** One question a page; recovery words are shown before the room exists, so nobody can skip past them. */
export type SetupActions = {
  createRoom(answers: { roomName: string; place: string; pin: string }): Promise<Outcome>
  /** Joins by an address from "Add a screen" or "Add a member", or a visitor's typed code. */
  joinByText(text: string): Promise<Outcome>
  /** The new screen or phone compares digits too. */
  answerSas(match: boolean): void
  endPairing(): void
  restore(words: string, file?: File): Promise<Outcome>
}
export type SetupView = {
  words: readonly string[]
  wordsQrText: string
  /** How this page was reached decides what visitors will meet. */
  address: { host: string; secure: boolean; stableName: boolean; certificate: 'private' | 'public' | 'here' | 'none' }
  pairing?: Pairing | undefined
  alert?: Alert | undefined
  /** A phone in a hand more likely came to join: that is offered first. */
  hand?: boolean
}
