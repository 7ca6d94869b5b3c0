import { expect, test } from 'vitest'
import { cover, isCovered } from '../../src/ui/parts/covers.ts'
import { standsOf } from '../../src/ui/speech/stands.ts'

test.each([
  ['a new answer, while somebody looks up to read it', { mic: 'listening', waits: true }, true, 'answer'],
  ['an old one, while somebody looks here', { mic: 'listening', waits: true }, false, 'listening'],
  ['an answer while somebody speaks', { mic: 'listening', waits: false }, true, 'listening'],
  ['an answer while nobody does', { mic: 'off' }, false, 'answer'],
  ['whatever is being made out', { mic: 'listening', waits: true, thinking: true }, true, 'thinking'],
] as const)('%s', (_, view, isNew, stands) => {
  expect(standsOf({ thinking: false, ...view }, isNew)).toBe(stands)
})

test('a page is covered until the last of its dialogs is closed', () => {
  const [settings, pin] = [cover(), cover()]
  settings()
  expect(isCovered()).toBe(true)
  pin()
  expect(isCovered()).toBe(false)
})
