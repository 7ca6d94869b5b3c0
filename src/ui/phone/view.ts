import type { PhoneFaceActions, PhoneFaces } from '../faces/view.ts'
import type { Outcome, Pairing, RoomView } from '../view.ts'

/* What a phone shows and what a person can do there. */

export type PhoneView = RoomView & {
  role: 'visitor' | 'member'
  admin: boolean
  /** What an admin gave this visitor for this visit; names of rights. */
  granted: readonly string[]
  /** What the room can do may be asked for from here. */
  services: boolean
  myName: string
  /** This device's screen is on the wall; missing where a device cannot do that. */
  sharing?: boolean
  /** Which screens one may show on. */
  screens: readonly { id: string; name: string }[]
  pairing?: Pairing
  /** Just opened, and on its way in: nothing is wrong yet. */
  coming?: boolean
  /** Minutes left to come back without scanning. */
  awayMinutes?: number
  faces: PhoneFaces
  rooms: readonly { id: string; name: string; place: string; role: 'member' | 'visitor' | 'screen' }[]
}
export type PhoneActions = {
  setName(name: string): Promise<Outcome>
  addNote(text: string): Promise<Outcome>
  removeNote(id: string): Promise<Outcome>
  showText(text: string, on: string | 'all'): Promise<Outcome>
  showPicture(file: File, on: string | 'all'): Promise<Outcome>
  /** Shows this device's screen on the wall it is at, or stops that. */
  share(on: boolean): Promise<Outcome>
  clearDisplay(): Promise<Outcome>
  /** Of the PDF that is on display. */
  turnPage(to: number): Promise<Outcome>
  leave(): Promise<Outcome>
  answerSas(match: boolean): void
  endPairing(): void
  showOut(person: string): Promise<Outcome>
  faces: PhoneFaceActions
  openRoom(id: string): void
  /** The one thing to do when away, offline, left, expired or refused: come back if one may, else to where a code is typed. */
  again(): void
}
