import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatementId } from '../../src/protocol/ids.ts'
import { authorize, isAsk, type Ask, type Denial, type Policy } from '../../src/trust/authorize.ts'
import type { Peer } from '../../src/trust/judge.ts'
import { named, sealOf } from './people.ts'

const peer = (who: string, role: Peer['role'], more: Partial<Peer> = {}): Peer => ({
  device: named(who),
  seal: sealOf(who),
  role,
  admin: false,
  ...more,
})
const wall = peer('wall', 'screen')
const adminWall = peer('hall', 'screen', { admin: true })
const bob = peer('bob', 'member')
const alice = peer('alice', 'member', { admin: true })
const vera = peer('vera', 'visitor', { admission: 'A'.repeat(43) as StatementId })
const scanned = peer('walter', 'visitor')
const newcomer = peer('nina', 'newcomer', { invitedAs: 'screen' })

const open: Policy = { visitorsMay: { addNotes: true, show: true, files: true } }
const strict: Policy = { visitorsMay: { addNotes: false, show: false, files: false } }
/** An admin granted this one more than the room lets visitors do; what is no visitor's to have, no grant gives. */
const granted: Policy = { ...strict, granted: new Set(['display.show', 'invite']) }
const locked: Policy = { ...open, wallLocked: true }
type Answer = 'allowed' | Denial

test.each<[Ask, Policy, Answer, Answer, Answer, Answer, Answer]>([
  // ask, policy, screen, admin screen, member, admin, visitor
  ['read-commons', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['read-residents', open, 'allowed', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['read-vault', open, 'allowed', 'allowed', 'screens-only', 'screens-only', 'screens-only'],
  ['write-documents', open, 'allowed', 'allowed', 'screens-only', 'screens-only', 'screens-only'],
  ['note.add', open, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['note.add', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['service.offer', open, 'unknown-ask', 'unknown-ask', 'pages-closed', 'pages-closed', 'visitors-may-not'],
  [
    'service.offer',
    { ...open, pagesOpen: true },
    'unknown-ask',
    'unknown-ask',
    'allowed',
    'allowed',
    'visitors-may-not',
  ],
  ['service.withdraw', open, 'unknown-ask', 'unknown-ask', 'allowed', 'allowed', 'visitors-may-not'],
  ['display.show', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['display.show', granted, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['display.clear', granted, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['note.add', granted, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['blob.offer', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['invite', granted, 'admins-only', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['book', { ...strict, granted: new Set(['book']) }, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['grant', granted, 'admins-only', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['grant', locked, 'admins-only', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['display.clear', open, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['blob.offer', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['file.send', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['file.answer', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['file.remove-any', locked, 'wall-locked', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['file.hand-on', open, 'allowed', 'allowed', 'screens-only', 'screens-only', 'screens-only'],
  ['note.remove-own', strict, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['note.remove-any', open, 'allowed', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['note.remove-any', locked, 'wall-locked', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['show-out', open, 'allowed', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['show-out', locked, 'wall-locked', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['scan-again', open, 'allowed', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['scan-again', locked, 'wall-locked', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['invite', open, 'admins-only', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['invite', locked, 'admins-only', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['unlock', locked, 'admins-only', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['leave', locked, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
  ['book', open, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['book', locked, 'allowed', 'allowed', 'allowed', 'allowed', 'visitors-may-not'],
  ['book.remove-any', open, 'allowed', 'allowed', 'admins-only', 'allowed', 'admins-only'],
  ['book.remove-any', locked, 'wall-locked', 'wall-locked', 'admins-only', 'allowed', 'admins-only'],
  ['forget-me', locked, 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
])('%s under %j (T15)', (ask, policy, ...answers) => {
  expect([wall, adminWall, bob, alice, vera].map((who) => authorize(who, ask, policy))).toEqual(answers)
})

test('who has only shown a code, or is being paired, has no rights yet (T15)', () => {
  for (const ask of ['read-commons', 'leave', 'note.add'] as const) {
    expect(authorize(scanned, ask, open)).toBe('not-admitted')
    expect(authorize(newcomer, ask, open)).toBe('not-admitted')
  }
})

test('a visitor or newcomer that says it is an admin is not', () => {
  expect(authorize({ ...vera, admin: true }, 'invite', open)).toBe('admins-only')
  expect(authorize({ ...newcomer, admin: true }, 'invite', open)).toBe('not-admitted')
})

test('what nobody has heard of is denied, prototypes included (T15)', () => {
  for (const ask of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
    expect(isAsk(ask)).toBe(false)
    expect(authorize(adminWall, ask as Ask, open)).toBe('unknown-ask')
  }
  fc.assert(
    fc.property(fc.string(), (ask) => {
      if (!isAsk(ask)) expect(authorize(alice, ask as Ask, open)).toBe('unknown-ask')
    }),
    { seed: 1 },
  )
})
