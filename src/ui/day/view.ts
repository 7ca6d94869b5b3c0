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
  /** Missing for whoever may not book. */
  mayBook: boolean
}
export type DayRules = { checkInMinutes: number; visitsEnd: boolean }

/** What came of a calendar's file: how many were booked, and how many could not be since the room is taken then. */
export type Imported = { booked: number; taken: number; repeating: number } | { refused: string }

export type DayActions = {
  /** From now on, for so many minutes. */
  book(minutes: number, title?: string): Promise<Outcome>
  extend(id: string): Promise<Outcome>
  end(id: string): Promise<Outcome>
  checkIn(id: string): Promise<Outcome>
  /** An .ics file. */
  add(file: File): Promise<Imported>
  /** Saves what is booked as an .ics file. */
  save(): void
}
