import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCalendar, writeCalendar } from '../../src/app/calendar.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'

const NOW = Date.UTC(2026, 0, 5, 8)
const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one@test', ...lines, 'END:VEVENT'].join('\r\n')
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour, minute)
async function read(text: string) {
  const outcome = await readCalendar(text, NOW)
  if (!outcome.ok) return outcome.error
  const { events, repeating } = outcome.value
  return { repeating, events: events.map(({ fromMs, toMs, title }): [string, number, number] => [title, fromMs, toMs]) }
}

test('an entry with an end, one with a length, and one that is over', async () => {
  const text = file(
    event('SUMMARY:Design review', 'DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z'),
    event('SUMMARY:Lecture\\, part one', 'DTSTART:20260106T090000Z', 'DURATION:PT1H30M'),
    event('SUMMARY:Yesterday', 'DTSTART:20260104T090000Z', 'DTEND:20260104T100000Z'),
  )
  expect(await read(text)).toEqual({
    repeating: 0,
    events: [
      ['Design review', at(5, 9), at(5, 10)],
      ['Lecture, part one', at(6, 9), at(6, 10, 30)],
    ],
  })
})

test('what repeats is followed for sixty days, without what was taken out, in the zone the file brings', async () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Here',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0200',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
  const text = file(
    zone,
    event(
      'SUMMARY:Stand-up',
      'DTSTART;TZID=Here:20251201T110000',
      'DTEND;TZID=Here:20251201T111500',
      'RRULE:FREQ=WEEKLY;BYDAY=MO',
      'EXDATE;TZID=Here:20260112T110000',
    ),
  )
  const outcome = await read(text)
  expect(outcome).toMatchObject({ repeating: 1 })
  const times = (outcome as { events: [string, number, number][] }).events.map(([, from]) => from)
  expect(times.slice(0, 3)).toEqual([at(5, 9), at(19, 9), at(26, 9)])
  expect(times.length).toBe(8)
})

test('a rule without end and without sense ends, and is no calendar of thousands', async () => {
  const text = file(event('DTSTART:19700101T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=SECONDLY'))
  expect(await read(text)).toMatchObject({ repeating: 1 })
})

test('the same file read twice is the same bookings; what the room saves is read back as it was', async () => {
  const text = file(event('SUMMARY:Design review', 'DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z'))
  expect(await readCalendar(text, NOW)).toEqual(await readCalendar(text, NOW))
  const booked = {
    id: 'x'.repeat(22),
    title: 'A; strange, title\nwith lines',
    fromMs: at(5, 9),
    toMs: at(5, 10),
    madeMs: NOW,
    by: 'A'.repeat(43) as DeviceId,
    byName: 'Amara',
    at: NOW,
    rev: ['AAAAAAAA', 1] as [string, number],
    clash: false,
  }
  const saved = new TextDecoder().decode(writeCalendar([booked], 'The Reading Room'))
  expect(await read(saved)).toEqual({ repeating: 0, events: [[booked.title, booked.fromMs, booked.toMs]] })
})

test.each(['', 'hello', '{"a":1}', 'BEGIN:VCARD\r\nEND:VCARD\r\n', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'])(
  'what is no calendar is said to be none: %j',
  async (text) => expect(await read(text)).toBe('calendar-unreadable'),
)

test('a damaged file is read or refused, never more', async () => {
  const good = file(
    event('SUMMARY:Stand-up', 'DTSTART:20260105T090000Z', 'DTEND:20260105T091500Z', 'RRULE:FREQ=DAILY;COUNT=5'),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 20 }), async (where, cut, put) => {
      const outcome = await readCalendar(good.slice(0, where) + put + good.slice(where + cut), NOW)
      if (!outcome.ok) {
        expect(outcome.error).toBe('calendar-unreadable')
        return
      }
      for (const { fromMs, toMs, title, id } of outcome.value.events) {
        expect(toMs).toBeGreaterThan(fromMs)
        expect([id.length, title.length <= 80]).toEqual([22, true])
      }
      expect(outcome.value.events.length).toBeLessThanOrEqual(500)
    }),
    { seed: 6, numRuns: 300 },
  )
})
