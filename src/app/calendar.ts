import ICAL from 'ical.js'
import { toBase64url, utf8, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { Booking, BookingTimes } from '../room/bookings.ts'
import { sha256 } from '../trust/derive.ts'

/** A year of a busy room is a tenth of this. */
const MOST_LETTERS = 5_000_000
/** What repeats for ever is booked so far ahead. */
const AHEAD_MS = 60 * 24 * 3_600_000
const MOST_EVENTS = 500
/** A rule may have to be followed from years ago. */
const MOST_STEPS = 5_000

/**
 * The events of an iCalendar file (RFC 5545) that are not over, in UTC ms; `repeating`: how many of its entries repeat. Times
 * without a zone are this device's. The same entry has the same id whenever it is read.
 */
export async function readCalendar(
  text: string,
  nowMs: number,
): Promise<Result<{ events: BookingTimes[]; repeating: number }, 'calendar-unreadable'>> {
  const found = text.length <= MOST_LETTERS ? eventsIn(text, nowMs) : undefined
  if (!found) return err('calendar-unreadable')
  const events = await Promise.all(
    found.events.slice(0, MOST_EVENTS).map(async ({ uid, ...event }) => ({
      ...event,
      id: toBase64url((await sha256(utf8(`${uid} ${event.fromMs}`))).slice(0, 16)),
    })),
  )
  return ok({ events, repeating: found.repeating })
}

type Found = Omit<BookingTimes, 'id'> & { uid: string }

function eventsIn(text: string, nowMs: number): { events: Found[]; repeating: number } | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0])
    if (calendar.name !== 'vcalendar') return undefined
    // What one file says of a zone must not be believed of the next.
    ICAL.TimezoneService.reset()
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
    const entries = calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry))
    const whole = entries.filter((entry) => !entry.isRecurrenceException())
    const events = whole.flatMap((entry) => [...timesOf(entry, nowMs)])
    return {
      events: events.filter(
        ({ fromMs, toMs }) => toMs > nowMs && toMs > fromMs && fromMs < nowMs + 10 * 365 * 86_400_000,
      ),
      repeating: whole.filter((entry) => entry.isRecurring()).length,
    }
  } catch {
    return undefined // the library throws for what it cannot read, wherever that is in the file
  }
}

function* timesOf(entry: ICAL.Event, nowMs: number): Generator<Found> {
  const common = { uid: entry.uid ?? '', title: (entry.summary ?? '').trim().slice(0, 80) }
  if (!entry.isRecurring()) {
    yield { ...common, fromMs: msOf(entry.startDate), toMs: msOf(entry.endDate) }
    return
  }
  const times = entry.iterator()
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = times.next()
    if (!next || msOf(next) > nowMs + AHEAD_MS) return
    const at = entry.getOccurrenceDetails(next)
    const title = (at.item.summary ?? '').trim().slice(0, 80)
    yield { ...common, title, fromMs: msOf(at.startDate), toMs: msOf(at.endDate) }
  }
}

const msOf = (time: ICAL.Time) => time.toJSDate().getTime()

function utcTime(ms: number): ICAL.Time {
  const time = ICAL.Time.epochTime.clone()
  time.adjust(0, 0, 0, Math.floor(ms / 1000))
  return time
}

/** What is booked, as an iCalendar file. */
export function writeCalendar(bookings: readonly Booking[], roomName: string): Bytes {
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Osmose//EN')
  for (const { id, title, fromMs, toMs, at } of bookings) {
    const entry = new ICAL.Component('vevent')
    const values = { dtstamp: at, dtstart: fromMs, dtend: toMs }
    entry.updatePropertyWithValue('uid', `${id}@osmose`)
    for (const [name, ms] of Object.entries(values)) entry.updatePropertyWithValue(name, utcTime(ms))
    entry.updatePropertyWithValue('summary', title)
    entry.updatePropertyWithValue('location', roomName)
    calendar.addSubcomponent(entry)
  }
  return utf8(`${calendar.toString()}\r\n`)
}
