import { expect, test } from 'vitest'
import type { StatementId } from '../../src/protocol/ids.ts'
import { makeQuotas } from '../../src/services/quotas.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from '../trust/people.ts'

const visitor = (who: string): Peer => ({
  device: named(who),
  seal: sealOf(who),
  role: 'visitor',
  admin: false,
  admission: 'A'.repeat(43) as StatementId,
})
const [ana, bob] = [visitor('ana'), visitor('bob')]

function atHand() {
  let nowMs = 1_000_000
  const clock = { now: () => nowMs, every: () => () => {}, after: () => () => {} }
  return { quotas: makeQuotas({ clock }), pass: (ms: number) => void (nowMs += ms) }
}
const times = (n: number, ask: () => string | undefined) => Array.from({ length: n }, ask)

test('a program that calls without end is told so, and only it (M15)', () => {
  const { quotas, pass } = atHand()
  expect(times(200, () => quotas.take(ana, 'note.add'))).toEqual(Array(200).fill(undefined))
  expect(quotas.take(ana, 'note.add')).toBe('too-many')
  expect(quotas.take(bob, 'note.add')).toBeUndefined()
  // Who wants out is never held up, and a moment later a call is a call again.
  expect(quotas.take(ana, 'leave')).toBeUndefined()
  pass(200)
  expect([quotas.take(ana, 'note.add'), quotas.take(ana, 'note.add')]).toEqual([undefined, 'too-many'])
})

test('a screen that hands on what its phones ask is not counted', () => {
  const { quotas } = atHand()
  const hall: Peer = { device: named('hall'), seal: sealOf('hall'), role: 'screen', admin: true }
  expect(times(300, () => quotas.take(hall, 'file.pass'))).toEqual(Array(300).fill(undefined))
})

test('pictures are counted apart: twenty at once, then one every half minute', () => {
  const { quotas, pass } = atHand()
  expect(times(20, () => quotas.take(ana, 'display.picture'))).toEqual(Array(20).fill(undefined))
  expect(quotas.take(ana, 'display.picture')).toBe('too-many-pictures')
  expect(quotas.take(ana, 'display.text')).toBeUndefined()
  pass(30_000)
  expect(quotas.take(ana, 'display.picture')).toBeUndefined()
  expect(quotas.take(ana, 'display.picture')).toBe('too-many-pictures')
})

test.each(['face.enrol', 'face.forget', 'record.start', 'minutes.take'])(
  '%s, which every screen keeps or pays for, is counted apart: ten at once, then one a minute',
  (name) => {
    const { quotas, pass } = atHand()
    expect(times(11, () => quotas.take(ana, name))).toEqual([...Array(10).fill(undefined), 'too-many'])
    expect([quotas.take(bob, name), quotas.take(ana, 'note.add')]).toEqual([undefined, undefined])
    pass(60_000)
    expect([quotas.take(ana, name), quotas.take(ana, name)]).toEqual([undefined, 'too-many'])
  },
)

test('a clock that is put back locks nobody out for long', () => {
  const { quotas, pass } = atHand()
  times(200, () => quotas.take(ana, 'note.add'))
  pass(-24 * 3_600_000)
  quotas.take(ana, 'note.add')
  pass(60_000)
  expect(quotas.take(ana, 'note.add')).toBeUndefined()
})
