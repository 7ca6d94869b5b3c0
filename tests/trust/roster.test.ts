import { expect, test } from 'vitest'
import type { StatementId } from '../../src/protocol/ids.ts'
import { rosterOf } from '../../src/trust/roster.ts'
import type { Statement } from '../../src/trust/statement.ts'
import { makePaperRoom, named, peopleIn, saidBy, sealOf } from './people.ts'

test('the first screen makes the room and is its admin (T4)', () => {
  const room = makePaperRoom('hall')
  const roster = room.roster()
  expect([...roster.devices.values()]).toEqual([
    { device: named('hall'), seal: sealOf('hall'), role: 'screen', admin: true, rank: 0 },
  ])
  expect(roster.heads).toEqual([room.root.id])
})

test('without its root a room has no roster', () => {
  const room = makePaperRoom()
  const other = makePaperRoom('mallory')
  room.add('alice', 'bob')
  expect(rosterOf(room.room, room.said.slice(1))).toBeUndefined()
  expect(rosterOf(other.room, room.said)).toBeUndefined()
})

test('alice adds bob, who may add carol only once he is an admin (T4)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { role: 'member' })
  room.add('bob', 'carol')
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol')).toEqual(['alice*', 'bob'])
  room.admin('alice', 'bob')
  room.add('bob', 'carol', { admin: true })
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol')).toEqual(['alice*', 'bob*', 'carol*'])
  expect([...room.roster().devices.values()].map(({ rank }) => rank)).toEqual([0, 1, 2])
})

test('an operation waits until everything it saw has arrived (T3)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob', { admin: true })
  room.add('bob', 'carol')
  expect(peopleIn(room.roster(room.said.filter((said) => said !== bob)), 'alice', 'bob', 'carol')).toEqual(['alice*'])
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol')).toEqual(['alice*', 'bob*', 'carol'])
})

test('circles, self-reference, missing heads and no heads at all are ignored safely (T3)', () => {
  const room = makePaperRoom()
  const add = (who: string, id: string, heads: string[]): Statement => {
    const body = {
      kind: 'add',
      room: room.room,
      by: named('alice'),
      at: 1,
      device: named(who),
      seal: sealOf(who),
      role: 'screen',
      admin: true,
      heads: heads as StatementId[],
    } as const
    return { ...saidBy(body), id: id as StatementId }
  }
  const roster = room.roster([
    room.root,
    add('a', 'x', ['y']),
    add('b', 'y', ['x']),
    add('c', 'z', ['z']),
    add('d', 'w', ['nowhere']),
    add('e', 'v', []),
    add('f', 'u', [room.root.id, 'u']),
  ])
  expect(roster.devices.size).toBe(1)
  expect(roster.heads).toEqual([room.root.id])
})

test('a visitor who signs roster operations changes nothing and does not become a head (T4)', () => {
  const room = makePaperRoom()
  for (let n = 0; n < 100; n++) room.add('mallory', `crony ${n}`, { admin: true, seen: [room.root] })
  room.remove('mallory', 'alice', [room.root])
  expect(room.roster().devices.size).toBe(1)
  expect(room.roster().heads).toEqual([room.root.id])
})

test('there are never more heads than a statement may name', () => {
  const room = makePaperRoom()
  for (let n = 0; n < 80; n++) room.add('alice', `lamp ${n}`, { seen: [room.root] })
  expect(room.roster().heads).toHaveLength(64)
  room.add('alice', 'bob')
  expect(room.roster().heads).toHaveLength(17)
})

test('an operation of a later version does nothing, but what stands on it counts (T3)', () => {
  const room = makePaperRoom()
  const text = JSON.stringify({ kind: 'rename', room: room.room, by: named('alice'), at: 1, heads: [room.root.id] })
  const later: Statement = { id: 'L'.repeat(43) as StatementId, signed: { text, sig: '' }, by: named('alice') }
  room.said.push(later)
  expect(room.roster().heads).toEqual([room.root.id])
  room.add('alice', 'bob', { seen: [later] })
  expect(peopleIn(room.roster(), 'alice', 'bob')).toEqual(['alice*', 'bob'])
})

test('a removed device is out, and its key never comes back, not even by recovery (T7)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.remove('alice', 'bob')
  room.add('alice', 'bob', { admin: true })
  room.recover('bob')
  expect(peopleIn(room.roster(), 'alice', 'bob')).toEqual(['alice*'])
  expect(room.roster().removed).toEqual(new Set([named('bob')]))
})

test('a stolen admin tablet dates operations back: the removal had not seen them, so they are void (T6)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob', { admin: true })
  const seen = room.add('bob', 'lamp', { admin: true })
  room.remove('alice', 'bob')
  // Signed after the theft, and named as if nothing had happened since bob was added.
  room.add('bob', 'crony', { admin: true, seen: [bob] })
  room.remove('crony', 'lamp')
  room.remove('bob', 'lamp', [bob])
  expect(peopleIn(room.roster(), 'alice', 'bob', 'lamp', 'crony')).toEqual(['alice*', 'lamp*'])
  expect(room.roster().removed.has(named('lamp'))).toBe(false)
  expect(seen.id).toBeDefined()
})

test('two admins remove each other while cut off: the more senior stays (T6)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  const both = room.add('alice', 'carol', { admin: true })
  room.remove('carol', 'bob', [both])
  room.remove('bob', 'carol', [both])
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol')).toEqual(['alice*', 'bob*'])
})

test('a circle of three removals is settled from the most senior author down (T6)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.add('alice', 'carol', { admin: true })
  const all = room.add('alice', 'dave', { admin: true })
  room.remove('bob', 'carol', [all])
  room.remove('carol', 'dave', [all])
  room.remove('dave', 'bob', [all])
  // Bob's counts, so carol's falls; dave is therefore an admin, and bob is the one he removed.
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol', 'dave')).toEqual(['alice*', 'dave*'])
})

test('two who joined at the same depth and remove each other: neither can win by dating back (T5)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob', { admin: true, seen: [room.root] })
  const carol = room.add('alice', 'carol', { admin: true, seen: [room.root] })
  const [senior, junior, ofJunior] = bob.id < carol.id ? ['bob', 'carol', carol] : ['carol', 'bob', bob]
  room.remove(senior, junior)
  room.remove(junior, senior, [ofJunior])
  expect(peopleIn(room.roster(), senior, junior)).toEqual([`${senior}*`])
})

test('what a removed admin did before, and the removal had seen, stays (T6)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.add('alice', 'carol')
  room.remove('bob', 'carol')
  room.remove('alice', 'bob')
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol')).toEqual(['alice*'])
})

test('a junior removes the senior, and the senior had not heard of it: the senior wins (T6)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob', { admin: true })
  room.remove('bob', 'alice')
  room.remove('alice', 'bob', [bob])
  expect(peopleIn(room.roster(), 'alice', 'bob')).toEqual(['alice*'])
})

test('an admin removed for good reason cannot lend an accomplice its rank (T5)', () => {
  const room = makePaperRoom()
  const mallory = room.add('alice', 'mallory', { admin: true })
  room.add('alice', 'bob', { admin: true })
  for (let n = 0; n < 5; n++) room.add('alice', `lamp ${n}`)
  const last = room.add('alice', 'eve', { admin: true })
  room.remove('alice', 'mallory')
  // Mallory's fork would place eve before bob.
  const fake = room.add('mallory', 'eve', { admin: true, seen: [mallory] })
  room.remove('eve', 'bob', [last, fake])
  room.remove('bob', 'eve', [last])
  expect(peopleIn(room.roster(), 'bob', 'eve', 'mallory')).toEqual(['bob*'])
})

test("a removed admin's own removals fall with what they had built, unless the removal had seen them (T6)", () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  const start = room.add('alice', 'carol', { admin: true })
  room.remove('alice', 'bob')
  const crony = room.add('bob', 'crony', { admin: true, seen: [start] })
  room.remove('crony', 'carol', [crony])
  expect(peopleIn(room.roster(), 'alice', 'bob', 'carol', 'crony')).toEqual(['alice*', 'carol*'])
})

test('withdrawing admin wins over granting it at the same time; granting again takes a new grant (T8)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  const start = room.add('alice', 'carol', { admin: true })
  room.unadmin('alice', 'carol', [start])
  room.admin('bob', 'carol', [start])
  expect(peopleIn(room.roster(), 'carol')).toEqual(['carol'])
  room.admin('alice', 'carol')
  expect(peopleIn(room.roster(), 'carol')).toEqual(['carol*'])
  room.add('carol', 'dave')
  expect(peopleIn(room.roster(), 'dave')).toEqual(['dave'])
})

test('who is no admin any more did nothing that the withdrawal had not seen (T6, T8)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob', { admin: true })
  room.unadmin('alice', 'bob')
  room.add('bob', 'crony', { admin: true, seen: [bob] })
  room.unadmin('bob', 'alice', [bob])
  room.remove('bob', 'alice', [bob])
  expect(peopleIn(room.roster(), 'alice', 'bob', 'crony')).toEqual(['alice*', 'bob'])
})

test('nobody is an admin without being in the roster to be seen (T4)', () => {
  const room = makePaperRoom()
  const ghost = room.admin('alice', 'ghost')
  room.add('ghost', 'crony', { seen: [ghost] })
  expect(peopleIn(room.roster(), 'alice', 'ghost', 'crony')).toEqual(['alice*'])
})

test('the only admin is lost: the recovery words name a new one, who outranks it (T9)', () => {
  const room = makePaperRoom('hall')
  const kitchen = room.add('hall', 'kitchen')
  const recovered = room.recover('new tablet')
  room.remove('new tablet', 'hall')
  // The lost tablet, in somebody's hands, strikes back.
  room.remove('hall', 'new tablet', [recovered])
  room.add('hall', 'crony', { admin: true, seen: [kitchen] })
  expect(peopleIn(room.roster(), 'hall', 'kitchen', 'new tablet', 'crony')).toEqual(['kitchen', 'new tablet*'])
  expect(room.roster().devices.get(named('new tablet'))?.rank).toBe(0)
})

test('a second recovery outranks the first (T5, T9)', () => {
  const room = makePaperRoom()
  const first = room.recover('first')
  const second = room.recover('second')
  room.remove('first', 'second', [second])
  room.remove('second', 'first', [second])
  expect(peopleIn(room.roster(), 'first', 'second')).toEqual(['second*'])
  expect(first.id).not.toBe(second.id)
})

test('an unadmin dated back does not undo a recovery (T8)', () => {
  const room = makePaperRoom()
  const bob = room.add('alice', 'bob')
  room.recover('bob')
  room.unadmin('alice', 'bob', [bob])
  expect(peopleIn(room.roster(), 'alice', 'bob')).toEqual(['alice*', 'bob*'])
  room.unadmin('alice', 'bob')
  expect(peopleIn(room.roster(), 'bob')).toEqual(['bob'])
})

test('only the recovery key recovers, it does nothing else, and nobody can take it away (T9)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.recover('mallory', undefined, 'bob')
  room.add('recovery', 'crony')
  room.add('alice', 'recovery', { admin: true })
  room.remove('recovery', 'alice')
  room.remove('alice', 'recovery')
  room.recover('new tablet')
  expect(peopleIn(room.roster(), 'alice', 'bob', 'mallory', 'crony', 'recovery', 'new tablet')).toEqual([
    'alice*',
    'bob*',
    'new tablet*',
  ])
  expect(room.roster().removed.size).toBe(0)
})

test('whoever adds a device again changes neither its role nor its sealing key (T1)', () => {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.add('alice', 'carol', { role: 'member' })
  room.add('bob', 'carol', { role: 'screen', seal: 'bob' })
  expect(room.roster().devices.get(named('carol'))).toMatchObject({ role: 'member', seal: sealOf('carol') })
})

test("statements of another room are not this one's", () => {
  const room = makePaperRoom()
  const other = makePaperRoom('carol')
  other.add('carol', 'dave')
  expect(room.roster([...room.said, ...other.said])).toEqual(room.roster())
})
