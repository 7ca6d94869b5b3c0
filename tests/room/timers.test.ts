import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { announce, offersOf } from '../../src/room/offers.ts'
import { nameDevice } from '../../src/room/commons.ts'
import { setSwitch, switchesOf } from '../../src/room/switches.ts'
import { dropPastTimers, startTimer, stopTimer, timersOf } from '../../src/room/timers.ts'
import { named } from '../trust/people.ts'

const hall = named('hall')
const id = (n: number) => `${n}`.padStart(22, 'A')
function room() {
  let nowMs = 1_000_000
  return { commons: new Y.Doc(), author: { screen: hall, now: () => nowMs }, pass: (ms: number) => void (nowMs += ms) }
}
const fields = { forMs: 60_000, label: 'Tea', by: hall, byName: 'Hall' }

test('a timer runs, is over for a minute, and is then no more', () => {
  const { commons, author, pass } = room()
  expect(startTimer(commons, id(1), fields, author)).toBeUndefined()
  // The same call again is the same timer, however much later it arrives.
  pass(10_000)
  expect(startTimer(commons, id(1), fields, author)).toBeUndefined()
  expect(timersOf(commons, author.now())).toMatchObject([{ id: id(1), endsAtMs: 1_060_000, isOver: false }])
  pass(50_000)
  expect(timersOf(commons, author.now())).toMatchObject([{ isOver: true }])
  pass(60_000)
  expect(timersOf(commons, author.now())).toEqual([])
  pass(10 * 60_000)
  dropPastTimers(commons, author)
  expect(stopTimer(commons, id(1), author)).toBe('timer-over')
})

test('eight run at the same time; a ninth waits until one is stopped or over', () => {
  const { commons, author, pass } = room()
  const start = (n: number) => startTimer(commons, id(n), fields, author)
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(start)).toEqual(Array(8).fill(undefined))
  expect(start(9)).toBe('too-many-timers')
  expect(stopTimer(commons, id(1), author)).toBeUndefined()
  expect(start(9)).toBeUndefined()
  expect(start(10)).toBe('too-many-timers')
  pass(60_000)
  expect(start(10)).toBeUndefined()
})

test('a timer that somebody wrote for next year is none', () => {
  const { commons, author } = room()
  startTimer(commons, id(1), { ...fields, forMs: 400 * 24 * 3_600_000 }, author)
  expect(timersOf(commons, author.now())).toEqual([])
})

test('a lamp nobody touched is off', () => {
  const { commons, author } = room()
  expect(switchesOf(commons)).toEqual([{ id: 'lamp', on: false }])
  setSwitch(commons, 'lamp', { on: true, by: hall, byName: 'Hall' }, author)
  expect(switchesOf(commons)).toEqual([{ id: 'lamp', on: true }])
})

test('what a device can do is announced once, and is no more when its device is no more', () => {
  const { commons, author } = room()
  const offers = [
    { kind: 'timer', version: 1, needs: 'service.call', fields: [{ name: 'seconds', is: 'number' as const }] },
  ]
  announce(commons, hall, { place: 'P', offers }, author)
  expect(offersOf(commons)).toEqual([])
  nameDevice(commons, hall, { name: 'Hall', kind: 'screen' }, author)
  expect(offersOf(commons)).toEqual([{ ...offers[0], device: hall, place: 'P' }])
  const before = Y.encodeStateVector(commons)
  announce(commons, hall, { place: 'P', offers }, author)
  expect(Y.encodeStateVector(commons)).toEqual(before)
  // What does not say what it is, is not offered.
  commons.getMap('services').set(hall, { place: 'P', offers: [{ kind: 'Not A Kind' }], at: 1, rev: ['hall', 9] })
  expect(offersOf(commons)).toEqual([])
})
