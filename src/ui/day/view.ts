import type { Outcome } from '../view.ts'

/** One booking as it is listed; times in ms, room time. */
export type BookingView = {
  id: string
  title: string
  /** Who booked. */
  by: string
  fromMs: number
  toMs: number
  /** It overlaps one that was made before it, and does not hold. */
  clash: boolean
}
export type DayView = {
  bookings: readonly BookingView[]
  /** Who has the room now. */
  current?: BookingView & { checkedIn: boolean }
  /** Who has it next. */
  next?: BookingView
}
export type DayRules = { checkInMinutes: number; visitsEnd: boolean }

/** What came of a calendar's file, entry by entry; `refused`: why it went no further. */
export type Imported = {
  booked: number
  /** Stood already. */
  known: number
  /** The room is taken then. */
  taken: number
  tooLong: number
  /** Entries of the file that repeat. */
  repeating: number
  refused?: string
}

export type DayActions = {
  /** From now on, for so many minutes. */
  book(minutes: number, title?: string): Promise<Outcome>
  extend(id: string, minutes: number): Promise<Outcome>
  end(id: string): Promise<Outcome>
  checkIn(id: string): Promise<Outcome>
  /** An .ics file. */
  add(file: File): Promise<Imported>
  /** Saves what is booked as an .ics file. */
  save(): void
}
