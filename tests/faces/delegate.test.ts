import { expect, test } from 'vitest'
import { prefersGraphics } from '../../src/faces/worker/delegate.ts'
import { alice, faceOf } from './people.ts'

const said = faceOf(alice, 0)
const cpu = { ms: 20, said }

test.each([
  ['twice as fast, and says the same', { ms: 10, said: faceOf(alice, 0.01) }, true],
  ['a little faster', { ms: 18, said }, false],
  ['slower', { ms: 60, said }, false],
  ['fast, and wrong', { ms: 5, said: faceOf(alice, 0.1) }, false],
  ['fast, and says nothing that could be compared', { ms: 5, said: undefined }, false],
])('a graphics card that is %s: preferred or not', (_, gpu, preferred) => {
  expect(prefersGraphics(cpu, gpu)).toBe(preferred)
})
