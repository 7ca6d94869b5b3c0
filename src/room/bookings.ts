import type * as Y from 'yjs'
import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { deviceId, text } from '../protocol/shape.ts'
import { dropRecord, putRecord, record, records, type Author, type Stamp } from './records.ts'

/*
 * The room's day: who has it, from when to when, in room time. Pure: what holds now is computed from what was booked and
 * the time, on every device alike; nothing has to happen at an end.
 */

const MINUTE_MS = 60_000
/** Nobody means to book a room for longer. */
const LONGEST_MS = 14 * 24 * 60 * MINUTE_MS
const booking = v.pipe(
  v.object({
    fromMs: v.pipe(v.number(), v.safeInteger()),
    toMs: v.pipe(v.number(), v.safeInteger()),
    title: text(80),
    /** When it was first written: of two that overlap, the one made first holds. */
    madeMs: v.number(),
    by: deviceId,
    byName: text(60),
    /** Somebody said that they are here for it. */
    checkedIn: v.optional(v.literal(true)),
  }),
  v.check(({ fromMs, toMs }) => toMs >= fromMs && toMs - fromMs <= LONGEST_MS),
)
export type BookingFields = v.InferOutput<typeof booking>
/** `clash`: it overlaps one that was made before it, and does not hold. */
export type Booking = BookingFields & Stamp & { id: string; clash: boolean }

const rules = v.object({
  /** Minutes after its beginning in which somebody has to check in; 0: nobody has to. */
  checkInMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
  /** Visits end with the booking in which they began. */
  visitsEnd: v.boolean(),
})
export type BookingRules = v.InferOutput<typeof rules>
export const bookingRulesOf = (commons: Y.Doc): BookingRules =>
  record(commons, 'room', 'bookings', rules) ?? { checkInMinutes: 10, visitsEnd: false }
export const setBookingRules = (commons: Y.Doc, value: BookingRules, author: Author) =>
  putRecord(commons, 'room', 'bookings', value, author)

/**
 * What is booked from `nowMs` on, the next first. A booking that nobody checked in to is not among them once its time for
 * that is over. Two that were written while the room was cut in two may overlap: the one made later is marked.
 */
export function bookingsOf(commons: Y.Doc, nowMs: number): Booking[] {
  const { checkInMinutes } = bookingRulesOf(commons)
  const isForgotten = ({ fromMs, checkedIn }: BookingFields) =>
    checkInMinutes > 0 && !checkedIn && nowMs >= fromMs + checkInMinutes * MINUTE_MS
  const ahead = [...records(commons, 'bookings', booking)]
    .filter(([, one]) => one.toMs > nowMs && !isForgotten(one))
    .map(([id, one]): Booking => ({ ...one, id, clash: false }))
    .sort((a, b) => a.madeMs - b.madeMs || (a.id < b.id ? -1 : 1))
  // In the order of their making; those that hold stand in the order of their beginning, so each has two neighbours only.
  const holding: Booking[] = []
  for (const one of ahead) {
    const at = placeOf(holding, one)
    one.clash = [holding[at - 1], holding[at]].some((other) => other && overlap(one, other))
    if (!one.clash) holding.splice(at, 0, one)
  }
  return ahead.sort((a, b) => a.fromMs - b.fromMs || a.madeMs - b.madeMs)
}

function placeOf(holding: readonly Booking[], { fromMs }: Booking): number {
  let [low, high] = [0, holding.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((holding[middle]?.fromMs ?? 0) < fromMs) low = middle + 1
    else high = middle
  }
  return low
}

/** Who has the room now, and when that changes; undefined where nothing more is booked. */
export function dayOf(bookings: readonly Booking[], nowMs: number): { current?: Booking; next?: Booking } {
  const holding = bookings.filter(({ clash }) => !clash)
  const current = holding.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)
  const next = holding.find(({ fromMs }) => fromMs > nowMs)
  return { ...(current && { current }), ...(next && { next }) }
}

export type BookingDenial = 'booked' | 'booked-soon' | 'booking-over' | 'booking-too-long' | 'too-many-bookings'
/** A busy room's next half year; more is a mistake, or somebody's program. */
const MOST_BOOKINGS = 500

/** Books; the same id again is the same booking. Of what stands already nothing is overlapped. */
export function book(
  commons: Y.Doc,
  id: string,
  fields: Omit<BookingFields, 'madeMs'>,
  author: Author,
): BookingDenial | undefined {
  if (record(commons, 'bookings', id, booking)) return undefined
  if (fields.toMs <= fields.fromMs || fields.toMs - fields.fromMs > LONGEST_MS) return 'booking-too-long'
  const standing = bookingsOf(commons, author.now()).filter(({ clash }) => !clash)
  if (standing.length >= MOST_BOOKINGS) return 'too-many-bookings'
  const other = standing.find((one) => overlap(one, fields))
  if (other) return other.fromMs <= fields.fromMs ? 'booked' : 'booked-soon'
  putRecord(commons, 'bookings', id, { ...fields, madeMs: author.now() }, author)
  return undefined
}

export type BookingTimes = { id: string; fromMs: number; toMs: number; title: string }
/** How many entries of a calendar were booked, stood already, are at a time that is taken, or are longer than a booking may be. */
export type Added = { booked: number; known: number; taken: number; tooLong: number }

/** Books what a calendar says; 'too-many-bookings' where the room can keep no more, and what came before that stays. */
export function bookAll(
  commons: Y.Doc,
  events: readonly BookingTimes[],
  who: Pick<BookingFields, 'by' | 'byName'>,
  author: Author,
): Added | 'too-many-bookings' {
  const added: Added = { booked: 0, known: 0, taken: 0, tooLong: 0 }
  for (const { id, ...times } of events) {
    const isKnown = record(commons, 'bookings', id, booking) !== undefined
    const denial = book(commons, id, { ...times, ...who }, author)
    if (denial === 'too-many-bookings') return denial
    if (denial === 'booking-too-long') added.tooLong += 1
    else if (denial) added.taken += 1
    else if (isKnown) added.known += 1
    else added.booked += 1
  }
  return added
}

/** Longer by so many minutes, where nobody comes next. */
export function extendBooking(commons: Y.Doc, id: string, minutes: number, author: Author): BookingDenial | undefined {
  const bookings = bookingsOf(commons, author.now())
  const one = bookings.find((booked) => booked.id === id)
  if (!one) return 'booking-over'
  const longer = { ...one, toMs: one.toMs + minutes * MINUTE_MS }
  if (longer.toMs - longer.fromMs > LONGEST_MS) return 'booked-soon'
  if (bookings.some((other) => other.id !== id && !other.clash && overlap(longer, other))) return 'booked-soon'
  putRecord(commons, 'bookings', id, fieldsOf(longer), author)
  return undefined
}

/** One that has begun is over now; one that has not is taken away. */
export function endBooking(commons: Y.Doc, id: string, author: Author): BookingDenial | undefined {
  const nowMs = author.now()
  const one = bookingsOf(commons, nowMs).find((booked) => booked.id === id)
  if (!one) return 'booking-over'
  if (one.fromMs >= nowMs) dropRecord(commons, 'bookings', id, author)
  else putRecord(commons, 'bookings', id, { ...fieldsOf(one), toMs: nowMs }, author)
  return undefined
}

export function checkIn(commons: Y.Doc, id: string, author: Author): BookingDenial | undefined {
  const one = bookingsOf(commons, author.now()).find((booked) => booked.id === id)
  if (!one) return 'booking-over'
  if (!one.checkedIn) putRecord(commons, 'bookings', id, { ...fieldsOf(one), checkedIn: true }, author)
  return undefined
}

/** Takes away what is over for good, and may have been extended until then. */
export function dropPast(commons: Y.Doc, author: Author): void {
  const past = [...records(commons, 'bookings', booking)].filter(([, { toMs }]) => toMs < author.now() - KEPT_MS)
  for (const [id] of past) dropRecord(commons, 'bookings', id, author)
}
const KEPT_MS = 24 * 60 * MINUTE_MS

/** When bookings were that held and are over: what began in one of them ends with it. */
export function pastSpans(commons: Y.Doc, nowMs: number): { fromMs: number; toMs: number }[] {
  const { checkInMinutes } = bookingRulesOf(commons)
  return [...records(commons, 'bookings', booking)]
    .map(([, one]) => one)
    .filter(({ toMs, checkedIn }) => toMs <= nowMs && (checkedIn || checkInMinutes === 0))
}

/** Whether whoever made it, or who is here for it, ends it: it is theirs, or it is now. Any other is somebody else's to keep. */
export const isOwnOrNow = (commons: Y.Doc, id: string, by: DeviceId, nowMs: number): boolean => {
  const bookings = bookingsOf(commons, nowMs)
  return dayOf(bookings, nowMs).current?.id === id || bookings.find((one) => one.id === id)?.by === by
}

const overlap = (a: Pick<Booking, 'fromMs' | 'toMs'>, b: Pick<Booking, 'fromMs' | 'toMs'>) =>
  a.fromMs < b.toMs && b.fromMs < a.toMs

const fieldsOf = ({ fromMs, toMs, title, madeMs, by, byName, checkedIn }: BookingFields): BookingFields => ({
  fromMs,
  toMs,
  title,
  madeMs,
  by,
  byName,
  ...(checkedIn && { checkedIn }),
})
