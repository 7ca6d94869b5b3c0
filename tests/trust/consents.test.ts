import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Statement } from '../../src/trust/statement.ts'
import { consentsOf, forgettableConsents, grantsOf, MAX_AGREED_MS, mayWithdraw } from '../../src/trust/consents.ts'
import { SHOWN_OUT_MS } from '../../src/trust/admissions.ts'
import { dateGrant, grantsOfVisit } from '../../src/trust/visit-rights.ts'
import { makePaperRoom, named, sealOf } from './people.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What the wall calls somebody without a device. */
const AT_WALL = sealOf('somebody at the wall').slice(0, 22)

/** A room with two screens, a member, an admin's phone. Vera is a visitor: in no roster. */
function makeRoom() {
  const room = makePaperRoom('hall')
  room.add('hall', 'kitchen')
  room.add('hall', 'bob', { role: 'member' })
  room.add('hall', 'alice', { role: 'member', admin: true })
  const agreed = (nowMs: number, said: Iterable<Statement> = room.said) =>
    consentsOf(room.roster(said), said, nowMs).map(({ person, to }) => `${person === AT_WALL ? 'wall' : person} ${to}`)
  const granted = (nowMs: number) =>
    grantsOf(room.roster(), room.said, nowMs).map(({ device, right }) => `${device} ${right}`)
  return { ...room, agreed, granted }
}

test('vera agrees on her own phone until the date she chose (T20)', () => {
  const room = makeRoom()
  room.consent('vera', 'record', { at: HOUR, until: 3 * HOUR })
  expect(room.agreed(2 * HOUR)).toEqual([`${named('vera')} record`])
  expect(room.agreed(3 * HOUR)).toEqual([])
})

test('nobody agrees for another person who has a device, not even a screen (T20)', () => {
  const room = makeRoom()
  for (const who of ['bob', 'alice', 'hall', 'mallory'])
    room.consent(who, 'record', { at: 0, until: HOUR }, named('vera'))
  expect(room.agreed(1)).toEqual([])
})

test('who has no device agrees at a screen of the room, and it is marked so (T20)', () => {
  const room = makeRoom()
  for (const who of ['bob', 'alice', 'mallory']) room.consent(who, 'record', { at: 0, until: HOUR }, AT_WALL)
  expect(room.agreed(1)).toEqual([])
  room.consent('kitchen', 'record', { at: 0, until: HOUR }, AT_WALL)
  expect(consentsOf(room.roster(), room.said, 1)).toMatchObject([{ atWall: true, by: named('kitchen') }])
})

test('nobody agrees for longer than the longest time, whatever is written (T20)', () => {
  const room = makeRoom()
  room.consent('vera', 'enrol-face', { at: DAY, until: Number.MAX_SAFE_INTEGER })
  expect(room.agreed(DAY + MAX_AGREED_MS - 1)).toHaveLength(1)
  expect(room.agreed(DAY + MAX_AGREED_MS)).toEqual([])
})

test('taken back is taken back, also when it is said again; agreeing anew is a new statement (T19)', () => {
  const room = makeRoom()
  const first = room.consent('vera', 'record', { at: 0, until: HOUR })
  room.withdraw('vera', first)
  expect(room.agreed(1)).toEqual([])
  expect(room.agreed(1, [...room.said, first])).toEqual([])
  room.consent('vera', 'record', { at: 0, until: HOUR })
  expect(room.agreed(1)).toHaveLength(1)
})

test('a person, any screen and any admin may take a consent back; other members and visitors may not (T19)', () => {
  for (const [who, left] of [
    ['vera', 0],
    ['kitchen', 0],
    ['alice', 0],
    ['bob', 1],
    ['walter', 1],
  ] as const) {
    const room = makeRoom()
    room.withdraw(who, room.consent('vera', 'record', { at: 0, until: HOUR }))
    expect(room.agreed(1)).toHaveLength(left)
  }
})

test('removing a device ends what it agreed to, and brings back nothing that it took back (T19, T20)', () => {
  const room = makeRoom()
  room.consent('bob', 'record', { at: 0, until: HOUR })
  room.consent('kitchen', 'record', { at: 0, until: HOUR }, AT_WALL)
  room.withdraw('kitchen', room.consent('vera', 'enrol-face', { at: 0, until: HOUR }))
  expect(room.agreed(1)).toHaveLength(2)
  room.remove('hall', 'bob')
  room.remove('hall', 'kitchen')
  expect(room.agreed(1)).toEqual([])
})

test('only an admin grants, only while it is one, and any admin takes it back (T21)', () => {
  const room = makeRoom()
  for (const who of ['bob', 'vera', 'mallory']) room.grant(who, 'vera', 'display.show', { at: 0, until: HOUR })
  expect(room.granted(1)).toEqual([])
  const first = room.grant('alice', 'vera', 'display.show', { at: 0, until: HOUR })
  expect(room.granted(1)).toEqual([`${named('vera')} display.show`])
  // Whom it was given cannot be made to keep it, nor hand it back in another's name.
  room.withdraw('vera', first)
  expect(room.granted(1)).toHaveLength(1)
  room.withdraw('hall', first)
  expect(room.granted(1)).toEqual([])
  room.grant('alice', 'vera', 'display.show', { at: 0, until: HOUR })
  expect(room.granted(1)).toHaveLength(1)
  room.unadmin('hall', 'alice')
  expect(room.granted(1)).toEqual([])
})

test('a grant is for the visit it was given in: not for one before, one after, or none (T27)', () => {
  const room = makeRoom()
  const rights = (nowMs: number, said: Iterable<Statement> = room.said) =>
    grantsOfVisit(room.roster(), said, named('vera'), nowMs).map(({ right }) => right)
  room.grant('alice', 'vera', 'book', { at: 0, until: DAY })
  expect(rights(1)).toEqual([])
  const first = room.admit('hall', 'vera', { at: 10, until: HOUR })
  expect(rights(20)).toEqual([])
  room.grant('alice', 'vera', 'book', { at: dateGrant(20, 10), until: DAY })
  // What no list of rights has is nobody's, whoever signs it.
  room.grant('alice', 'vera', 'invite', { at: 20, until: DAY })
  expect(rights(30)).toEqual(['book'])
  expect(rights(30, [...room.said].reverse())).toEqual(['book'])
  room.gone('hall', first, 'vera', 'shown-out', 40)
  expect(rights(50)).toEqual([])
  // Let back in, her visit is dated after her ten minutes; what is given her at once is dated so, too.
  const ahead = 40 + SHOWN_OUT_MS + 1
  room.admit('hall', 'vera', { at: ahead, until: ahead + HOUR })
  expect(rights(60)).toEqual([])
  room.grant('alice', 'vera', 'note.add', { at: dateGrant(60, ahead), until: ahead + HOUR })
  expect(rights(70)).toEqual(['note.add'])
  expect(rights(ahead + HOUR)).toEqual([])
})

test('a withdrawal is not forgotten before what it took back could no longer count (T19)', () => {
  const room = makeRoom()
  const short = room.consent('vera', 'record', { at: 0, until: HOUR })
  const long = room.consent('vera', 'enrol-face', { at: 0, until: 30 * DAY })
  const back = room.withdraw('vera', long, HOUR)
  expect(forgettableConsents(room.said, 2 * DAY)).toEqual([])
  expect(forgettableConsents(room.said, 3 * DAY)).toEqual([short.id])
  expect(new Set(forgettableConsents(room.said, 33 * DAY))).toEqual(new Set([short.id, long.id, back.id]))
  // The consent is on a screen that was off: its withdrawal waits as long as anybody may agree.
  expect(forgettableConsents([back], 33 * DAY)).toEqual([])
  expect(forgettableConsents([back], MAX_AGREED_MS + 4 * DAY)).toEqual([back.id])
})

test('the same for every order of arrival and every split; what is taken back never comes back (T19)', () => {
  const event = fc.record({
    who: fc.constantFrom('hall', 'kitchen', 'bob', 'alice', 'vera', 'mallory'),
    what: fc.constantFrom('consent', 'at the wall', 'grant', 'withdraw', 'withdraw', 'remove'),
    until: fc.nat({ max: 3 * HOUR }),
    of: fc.nat({ max: 30 }),
  })
  const everything = (room: ReturnType<typeof makeRoom>, said: readonly Statement[], nowMs: number) => {
    const roster = room.roster(said)
    return { consents: consentsOf(roster, said, nowMs), grants: grantsOf(roster, said, nowMs) }
  }
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 30 }),
      fc.array(event, { maxLength: 10 }),
      fc.array(fc.nat()),
      fc.nat({ max: 3 * HOUR }),
      (events, more, order, nowMs) => {
        const room = makeRoom()
        const play = (list: typeof events) => {
          for (const { who, what, until, of } of list) {
            const agreed = room.said.filter(({ body }) => body?.kind === 'consent' || body?.kind === 'grant')
            if (what === 'consent') room.consent(who, 'record', { at: 0, until })
            else if (what === 'at the wall') room.consent(who, 'record', { at: 0, until }, AT_WALL)
            else if (what === 'grant') room.grant(who, 'vera', 'display.show', { at: 0, until })
            else if (what === 'remove') room.remove('hall', who === 'hall' ? 'bob' : who)
            else if (agreed.length > 0) room.withdraw(who, agreed[of % agreed.length] ?? room.root)
          }
        }
        play(events)
        const shuffled = room.said
          .map((said, n) => ({ said, key: order[n % Math.max(1, order.length)] ?? -n }))
          .sort((a, b) => a.key - b.key)
          .map(({ said }) => said)
        const before = everything(room, room.said, nowMs)
        expect(everything(room, shuffled, nowMs)).toEqual(before)
        expect(everything(room, [...shuffled, ...room.said], nowMs)).toEqual(before)
        const roster = room.roster()
        const taken = room.said.flatMap(({ body }) => {
          const of = body?.kind === 'withdraw' && room.said.find(({ id }) => id === body.of)?.body
          const counts = of && (of.kind === 'grant' || of.kind === 'consent') && mayWithdraw(roster, body.by, of)
          return counts ? [body.of] : []
        })
        play(more)
        const after = everything(room, room.said, nowMs)
        for (const { id } of [...after.consents, ...after.grants]) expect(taken).not.toContain(id)
      },
    ),
    { seed: 19, numRuns: 200 },
  )
})
