import { expect, test } from 'vitest'
import { arrivals } from '../../src/ui/lib/arrivals.ts'
import { bytes, clock, dayAndTime, initial, threes } from '../../src/ui/lib/format.ts'
import type { PersonView } from '../../src/ui/view.ts'

const AFTERNOON = Date.UTC(2025, 10, 23, 14, 6)

test('the time is four digits in every language, at midnight too', () => {
  expect(clock(AFTERNOON, 'en', 'UTC')).toBe('14:06')
  expect(clock(AFTERNOON, 'fr', 'UTC')).toBe('14:06')
  expect(clock(Date.UTC(2025, 0, 1), 'en', 'UTC')).toBe('00:00')
})

test('a backup is dated as people say it', () => {
  expect(dayAndTime(AFTERNOON, 'en', 'UTC')).toBe('November 23 at 14:06')
  expect(dayAndTime(AFTERNOON, 'fr', 'UTC')).toMatch(/^23 novembre à 14:06$/)
})

test('sizes carry the unit a person knows', () => {
  expect(bytes(0, 'en')).toBe('0\u00a0bytes')
  // French counts none as one.
  expect([bytes(1, 'en'), bytes(0, 'fr'), bytes(2, 'fr')]).toEqual(['1\u00a0byte', '0\u00a0octet', '2\u00a0octets'])
  expect(bytes(999, 'en')).toBe('999\u00a0bytes')
  expect(bytes(1_240_000, 'en')).toBe('1.2\u00a0MB')
  expect(bytes(1_240_000, 'fr')).toBe('1,2\u00a0Mo')
  expect(bytes(999_600, 'en')).toBe('1\u00a0MB')
})

test('six digits are compared as three and three', () => {
  expect(threes('482913')).toEqual(['482', '913'])
  expect(threes('482 913')).toEqual(['482', '913'])
})

test('an initial is a whole letter', () => {
  expect(initial('amara')).toBe('A')
  expect(initial(' élodie')).toBe('É')
  expect(initial('👩‍🔬 Lin')).toBe('👩‍🔬')
  expect(initial('')).toBe('')
})

const person = (id: string, more: Partial<PersonView> = {}): PersonView => ({
  id,
  name: id,
  role: 'visitor',
  admin: false,
  state: 'here',
  certainty: 'phone',
  me: false,
  ...more,
})

test('who comes and goes is said; who sleeps is not', () => {
  const [lin, jonas, rosa] = [person('lin'), person('jonas'), person('rosa')]
  expect(arrivals([lin, jonas], [{ ...lin, state: 'away' }, rosa])).toEqual({ came: [rosa], gone: [jonas] })
})

test('nobody is told of themselves', () => {
  expect(arrivals([], [person('me', { me: true })])).toEqual({ came: [], gone: [] })
})
