import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rosterOf } from '../../src/trust/roster.ts'
import type { Statement } from '../../src/trust/statement.ts'
import { makePaperRoom, named, peopleIn } from './people.ts'

const SEED = 20250611
const PEOPLE = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank']
const who = fc.nat({ max: PEOPLE.length - 1 }).map((n) => PEOPLE[n] ?? 'alice')
const step = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'remove', 'admin', 'unadmin', 'recover'),
  by: who,
  device: who,
  admin: fc.boolean(),
  // Which of the statements so far it saw: none given means all of them.
  saw: fc.option(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 3 }), { freq: 1 }),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** A room in which anything may have happened, cut off or not. */
function play(steps: readonly Step[]) {
  const room = makePaperRoom()
  room.add('alice', 'bob', { admin: true })
  room.add('alice', 'carol', { admin: true })
  for (const { kind, by, device, admin, saw } of steps) {
    const seen = saw?.map((n) => room.said[n % room.said.length] ?? room.root)
    if (kind === 'add') room.add(by, device, { admin, ...(seen && { seen }) })
    else if (kind === 'recover') room.recover(device, seen)
    else room[kind](by, device, seen)
  }
  return room
}
const history = fc.array(step, { maxLength: 40 })

test('the roster is the same for every order of arrival, with duplicates, and for every split and merge (T3)', () => {
  fc.assert(
    fc.property(history, fc.array(fc.nat()), fc.nat(), (steps, order, cut) => {
      const room = play(steps)
      const roster = room.roster()
      const shuffled = room.said
        .map((said, n) => ({ said, key: order[n % Math.max(1, order.length)] ?? -n }))
        .sort((a, b) => a.key - b.key)
      expect(room.roster(shuffled.map(({ said }) => said))).toEqual(roster)
      expect(room.roster([...room.said].reverse())).toEqual(roster)
      const at = cut % room.said.length
      const [hall, kitchen] = [room.said.slice(0, at), room.said.slice(at)]
      expect(room.roster([...kitchen, ...hall, ...kitchen])).toEqual(roster)
    }),
    { seed: SEED, numRuns: 150 },
  )
})

test('a room always has somebody or a removal to show for it, and every admin is in the roster (T4, T7)', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const roster = play(steps).roster()
      for (const device of roster.devices.keys()) expect(roster.removed.has(device)).toBe(false)
      expect([...roster.devices.values()].map(({ rank }) => rank)).toEqual(
        [...roster.devices.keys()].map((_, rank) => rank),
      )
      if (![...roster.devices.values()].some(({ admin }) => admin))
        expect(roster.removed.size + steps.filter(({ kind }) => kind === 'unadmin').length).toBeGreaterThan(0)
    }),
    { seed: SEED, numRuns: 150 },
  )
})

test('whatever the removed do afterwards, seeing anything but the removal, nobody they name gets in (T6)', () => {
  fc.assert(
    fc.property(
      history,
      fc.array(
        fc.record({
          device: fc.constantFrom('crony', 'lackey'),
          saw: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        }),
        { maxLength: 8 },
      ),
      (steps, forged) => {
        const room = play(steps)
        // Recovered, and in the same breath the first screen and everybody else are put out.
        room.recover('new tablet')
        for (const name of PEOPLE) room.remove('new tablet', name)
        const before = room.roster()
        const known = [...room.said]
        for (const { device, saw } of forged) {
          const seen = saw.map((n) => known[n % known.length] ?? room.root)
          for (const name of PEOPLE) room.add(name, device, { admin: true, seen })
          room.remove('alice', 'new tablet', seen)
          room.remove(device, 'new tablet', [room.said.at(-2) ?? room.root])
        }
        const { heads: _heads, ...after } = room.roster()
        const { heads: _before, ...expected } = before
        expect(after).toEqual(expected)
        expect(peopleIn(room.roster(), 'new tablet', 'crony', 'lackey')).toEqual(['new tablet*'])
      },
    ),
    { seed: SEED, numRuns: 60 },
  )
})

test('a withdrawal by the most senior wins whatever anybody granted at the same time (T6, T8)', () => {
  fc.assert(
    fc.property(history, who, (steps, target) => {
      const room = play(steps.filter(({ kind }) => kind !== 'recover'))
      if (
        target === 'alice' ||
        room.roster().removed.has(named('alice')) ||
        !room.roster().devices.get(named('alice'))?.admin
      )
        return
      const seen = room.roster().heads.map((id) => room.said.find((said) => said.id === id) as Statement)
      room.remove('alice', target)
      for (const name of PEOPLE.slice(1)) room.add(name, target, { admin: true, seen })
      for (const name of PEOPLE.slice(1)) room.remove(name, 'alice', seen)
      expect(room.roster().devices.has(named(target))).toBe(false)
    }),
    { seed: SEED, numRuns: 100 },
  )
})

test('a thousand operations, a long line or a bush, make the same roster in any order (T3); bench/trust says how fast', () => {
  const line = makePaperRoom()
  let last: Statement = line.root
  for (let n = 0; n < 999; n++) last = line.add('alice', `lamp ${n}`, { admin: n % 3 === 0, seen: [last] })
  const bush = makePaperRoom()
  const admins = Array.from({ length: 30 }, (_, n) =>
    bush.add('alice', `admin ${n}`, { admin: true, seen: [bush.root] }),
  )
  for (let n = 0; n < 969; n++) {
    const by = `admin ${n % 30}`
    const seen = [bush.said[bush.said.length - 1 - (n % 7)] ?? bush.root, admins[n % 30] ?? bush.root]
    if (n % 4 === 0) bush.remove(by, `admin ${(n * 7) % 30}`, seen)
    else bush.add(by, `lamp ${n}`, { admin: n % 2 === 0, seen })
  }
  for (const { room, said } of [line, bush]) {
    const roster = rosterOf(room, said)
    expect(rosterOf(room, [...said].reverse())).toEqual(roster)
    expect((roster?.devices.size ?? 0) + (roster?.removed.size ?? 0)).toBeGreaterThan(500)
  }
})
