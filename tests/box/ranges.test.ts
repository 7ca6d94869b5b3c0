import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from '../../signaling/ranges.ts'

test.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=90-1000', { start: 90, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=100-200', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-0', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['lines=0-9', 'whole'],
  [undefined, 'whole'],
])('%s of a hundred bytes', (header, wanted) => {
  expect(parseRange(header, 100)).toEqual(wanted)
})

test('of an empty file there is no part', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
})

test('a span is always inside the file, whatever is asked', () => {
  const asked = fc.tuple(fc.option(fc.nat()), fc.option(fc.nat())).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`)
  fc.assert(
    fc.property(asked, fc.nat(), (header, size) => {
      const span = parseRange(header, size)
      if (typeof span === 'string') return true
      return span.start >= 0 && span.start <= span.end && span.end < size
    }),
    { seed: 7, numRuns: 2000 },
  )
})
