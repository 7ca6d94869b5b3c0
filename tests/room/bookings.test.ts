import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  book,
  bookAll,
  bookingsOf,
  checkIn,
  dayOf,
  dropPast,
  endBooking,
  extendBooking,
  pastSpans,
  setBookingRules,
} from '../../src/room/bookings.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { Author } from '../../src/room/records.ts'

const MINUTE = 60_000
const NINE = Date.UTC(2026, 0, 5, 9)
const by = 'A'.repeat(43) as DeviceId

function aDay() {
  const doc = new Y.Doc()
  let nowMs = NINE
  const author: Author = { screen: by, now: () => nowMs }
  const fields = (fromMinute: number, toMinute: number) => ({
    fromMs: NINE + fromMinute * MINUTE,
    toMs: NINE + toMinute * MINUTE,
    title: 'Design review',
    by,
    byName: 'Amara',
  })
  return {
    doc,
    author,
    at: (minute: number) => void (nowMs = NINE + minute * MINUTE),
    add: (id: string, from: number, to: number, checkedIn = false) =>
      book(doc, id, { ...fields(from, to), ...(checkedIn && { checkedIn: true as const }) }, author),
    ids: () => bookingsOf(doc, nowMs).map(({ id, clash }) => (clash ? `${id} clashes` : id)),
    day() {
      const { current, next } = dayOf(bookingsOf(doc, nowMs), nowMs)
      return [current?.id, next?.id]
    },
  }
}

describe('the room’s day', () => {
  test('who has it now, who next, and nobody in between', () => {
    const { add, at, day } = aDay()
    add('b', 60, 90, true)
    add('a', 0, 30, true)
    expect(day()).toEqual(['a', 'b'])
    at(30)
    expect(day()).toEqual([undefined, 'b'])
    at(60)
    expect(day()).toEqual(['b', undefined])
    at(90)
    expect(day()).toEqual([undefined, undefined])
  })

  test('what is taken is not booked again, and the reason tells whether a shorter time would do', () => {
    const { add, ids } = aDay()
    expect(add('a', 30, 60)).toBeUndefined()
    expect(add('b', 45, 75)).toBe('booked')
    expect(add('c', 0, 45)).toBe('booked-soon')
    expect(add('d', 0, 30)).toBeUndefined()
    expect(add('a', 500, 600)).toBeUndefined() // the same call again changes nothing
    expect(ids()).toEqual(['d', 'a'])
  })

  test('extended only as long as nobody comes next; ended, it is free at once', () => {
    const { doc, author, add, at, day } = aDay()
    add('a', 0, 30, true)
    add('b', 60, 90, true)
    expect(extendBooking(doc, 'a', 45, author)).toBe('booked-soon')
    expect(extendBooking(doc, 'a', 30, author)).toBeUndefined()
    at(59)
    expect(day()).toEqual(['a', 'b'])
    expect(endBooking(doc, 'a', author)).toBeUndefined()
    expect(day()).toEqual([undefined, 'b'])
    expect(extendBooking(doc, 'a', 15, author)).toBe('booking-over')
    expect(endBooking(doc, 'b', author)).toBeUndefined()
    expect(day()).toEqual([undefined, undefined])
  })

  test('nobody checks in: free again after the agreed minutes, unless nobody has to', () => {
    const { doc, author, add, at, day } = aDay()
    add('a', 0, 60)
    add('b', 60, 120)
    at(9)
    expect(day()).toEqual(['a', 'b'])
    at(10)
    expect(day()).toEqual([undefined, 'b'])
    expect(add('c', 10, 60)).toBeUndefined()
    at(61)
    expect(checkIn(doc, 'b', author)).toBeUndefined()
    at(100)
    expect(day()).toEqual(['b', undefined])
    expect(checkIn(doc, 'c', author)).toBe('booking-over')
    setBookingRules(doc, { checkInMinutes: 0, visitsEnd: false }, author)
    add('d', 130, 190)
    at(170)
    expect(day()).toEqual(['d', undefined])
  })

  test('what is over is known for a day, so that what hangs on it ends; one that nobody came to never held', () => {
    const { doc, author, add, at } = aDay()
    add('a', 0, 30, true)
    add('b', 30, 60)
    const past = (minute: number) => pastSpans(doc, NINE + minute * MINUTE).map(({ toMs }) => (toMs - NINE) / MINUTE)
    expect([past(29), past(30), past(90)]).toEqual([[], [30], [30]])
    at(26 * 60)
    dropPast(doc, author)
    expect(past(26 * 60)).toEqual([])
  })

  test('of a calendar it is said what came of each entry, and one taken away may come again', () => {
    const { doc, author, add, ids } = aDay()
    add('a', 30, 60)
    const event = (id: string, from: number, to: number) => ({
      id,
      fromMs: NINE + from * MINUTE,
      toMs: NINE + to * MINUTE,
      title: '',
    })
    const calendar = [event('a', 30, 60), event('b', 60, 90), event('c', 80, 100), event('d', 200, 200 + 15 * 24 * 60)]
    const who = { by, byName: 'Amara' }
    expect(bookAll(doc, calendar, who, author)).toEqual({ booked: 1, known: 1, taken: 1, tooLong: 1 })
    expect(endBooking(doc, 'b', author)).toBeUndefined()
    expect(ids()).toEqual(['a'])
    expect(bookAll(doc, calendar, who, author)).toEqual({ booked: 1, known: 1, taken: 1, tooLong: 1 })
    expect(ids()).toEqual(['a', 'b'])
    expect(book(doc, 'e', { ...who, fromMs: NINE, toMs: NINE, title: '' }, author)).toBe('booking-too-long')
  })
})

test('two halves of a cut room book the same time: everywhere the same one holds, and neither is lost', () => {
  const span = fc.tuple(fc.nat(200), fc.integer({ min: 5, max: 90 }))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), fc.array(span, { maxLength: 8 }), (here, there) => {
      const [a, b] = [aDay(), aDay()]
      here.forEach(([from, length], n) => a.add(`a${n}`, from, from + length, true))
      there.forEach(([from, length], n) => b.add(`b${n}`, from, from + length, true))
      const booked = [...a.ids(), ...b.ids()].length
      Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc))
      Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc))
      expect(a.ids()).toEqual(b.ids())
      expect(a.ids().length).toBe(booked)
      const holding = bookingsOf(a.doc, NINE).filter(({ clash }) => !clash)
      for (const [at, one] of holding.entries()) {
        const next = holding[at + 1]
        if (next) expect(one.toMs).toBeLessThanOrEqual(next.fromMs)
      }
    }),
    { seed: 6, numRuns: 200 },
  )
})
