import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  admissionsOf,
  dateAdmission,
  forgettable,
  liveAdmission,
  MAX_ADMISSION_MS,
  scanAgainBy,
  SHOWN_OUT_MS,
  shownOutUntil,
} from '../../src/trust/admissions.ts'
import { makePaperRoom, named } from './people.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A room with two screens, a member, an admin's phone. */
function makeRoom() {
  const room = makePaperRoom('hall')
  room.add('hall', 'kitchen')
  room.add('hall', 'bob', { role: 'member' })
  room.add('hall', 'alice', { role: 'member', admin: true })
  const live = (device: string, nowMs: number) =>
    liveAdmission(admissionsOf(room.roster(), room.said), named(device), nowMs)
  const endOf = (id: string) =>
    [...admissionsOf(room.roster(), room.said).values()].find((admission) => admission.id === id)?.ended
  return { ...room, live, endOf }
}

test('vera is admitted by a screen until her time is over (T10)', () => {
  const room = makeRoom()
  const admit = room.admit('kitchen', 'vera', { at: HOUR, until: 2 * HOUR })
  expect(room.live('vera', HOUR)?.id).toBe(admit.id)
  expect(room.live('vera', 2 * HOUR)).toBeUndefined()
  expect(room.live('bob', HOUR)).toBeUndefined()
})

test("members, admins' phones, visitors and strangers admit nobody (T10)", () => {
  const room = makeRoom()
  for (const who of ['bob', 'alice', 'vera', 'mallory', 'recovery']) room.admit(who, 'vera', { at: 0, until: HOUR })
  expect(admissionsOf(room.roster(), room.said).size).toBe(0)
})

test('nobody is admitted for more than a day, whatever is written (T10)', () => {
  const room = makeRoom()
  room.admit('hall', 'vera', { at: 0, until: Number.MAX_SAFE_INTEGER })
  expect(room.live('vera', MAX_ADMISSION_MS - 1)).toBeDefined()
  expect(room.live('vera', MAX_ADMISSION_MS)).toBeUndefined()
})

test('vera leaves for ever under that admission; nobody else can say it for her (T10)', () => {
  const room = makeRoom()
  const admit = room.admit('kitchen', 'vera', { at: 0, until: HOUR })
  room.gone('mallory', admit, 'vera', 'left', 1)
  room.gone('bob', admit, 'vera', 'shown-out', 1)
  room.gone('vera', admit, 'vera', 'shown-out', 1)
  room.gone('vera', admit, 'vera', 'expired', 1)
  room.gone('hall', admit, 'walter', 'left', 1)
  expect(room.endOf(admit.id)).toBeUndefined()
  room.gone('vera', admit, 'vera', 'left', 1)
  expect(room.endOf(admit.id)).toBe('left')
})

test('the gravest end wins, in any order (T10)', () => {
  const room = makeRoom()
  const admit = room.admit('kitchen', 'vera', { at: 0, until: HOUR })
  room.gone('alice', admit, 'vera', 'shown-out', 5)
  room.gone('vera', admit, 'vera', 'left', 9)
  room.gone('hall', admit, 'vera', 'expired', 2)
  expect(room.endOf(admit.id)).toBe('shown-out')
})

test('removing a screen ends what it admitted, and lets nobody back in whom it had shown out (T10)', () => {
  const room = makeRoom()
  const byKitchen = room.admit('kitchen', 'vera', { at: 0, until: HOUR })
  const byHall = room.admit('hall', 'walter', { at: 0, until: HOUR })
  room.gone('kitchen', byHall, 'walter', 'shown-out', 1)
  room.remove('hall', 'kitchen')
  expect(room.live('vera', 1)).toBeUndefined()
  expect(room.endOf(byKitchen.id)).toBeUndefined()
  expect(room.endOf(byHall.id)).toBe('shown-out')
})

test('being shown out wins over the scan of a cut-off screen; a tap ten minutes early is dated after it (T11)', () => {
  const room = makeRoom()
  const first = room.admit('hall', 'vera', { at: 0, until: 8 * HOUR })
  room.gone('hall', first, 'vera', 'shown-out', HOUR)
  const scan = room.admit('kitchen', 'vera', { at: HOUR + 5 * MINUTE, until: 8 * HOUR })
  expect(room.endOf(scan.id)).toBe('shown-out')
  const until = shownOutUntil(room.roster(), room.said, named('vera'))
  expect(until).toBe(HOUR + SHOWN_OUT_MS)
  const tapped = room.admit('kitchen', 'vera', { at: dateAdmission(HOUR + 6 * MINUTE, until), until: 8 * HOUR })
  expect(room.live('vera', HOUR + 6 * MINUTE)?.id).toBe(tapped.id)
  const later = room.admit('hall', 'walter', { at: dateAdmission(3 * HOUR, 0), until: 8 * HOUR })
  expect(room.endOf(later.id)).toBeUndefined()
})

test('a clock that lies moves the ten minutes only inside the admission that was ended (T11)', () => {
  const room = makeRoom()
  const admit = room.admit('hall', 'vera', { at: HOUR, until: 2 * HOUR })
  room.gone('kitchen', admit, 'vera', 'shown-out', 10_000 * HOUR)
  expect(shownOutUntil(room.roster(), room.said, named('vera'))).toBe(2 * HOUR + SHOWN_OUT_MS)
  const other = makeRoom()
  const walter = other.admit('hall', 'walter', { at: HOUR, until: 2 * HOUR })
  other.gone('kitchen', walter, 'walter', 'shown-out', 0)
  expect(shownOutUntil(other.roster(), other.said, named('walter'))).toBe(HOUR + SHOWN_OUT_MS)
})

test('a showing out holds before its admission is known (T11)', () => {
  const room = makeRoom()
  const admit = room.admit('kitchen', 'vera', { at: 0, until: HOUR })
  room.gone('hall', admit, 'vera', 'shown-out', 5 * MINUTE)
  const early = room.said.filter((said) => said !== admit)
  expect(shownOutUntil(room.roster(), early, named('vera'))).toBe(5 * MINUTE + SHOWN_OUT_MS)
  expect(shownOutUntil(room.roster(), early, named('walter'))).toBe(0)
})

test('what was over two days ago may be forgotten, a withdrawal never before its admission could no longer count (T11)', () => {
  const room = makeRoom()
  const short = room.admit('hall', 'vera', { at: 0, until: HOUR })
  const long = room.admit('hall', 'walter', { at: 0, until: 20 * HOUR })
  const gone = room.gone('hall', long, 'walter', 'left', HOUR)
  expect(forgettable(room.said, 48 * HOUR)).toEqual([])
  expect(forgettable(room.said, 50 * HOUR)).toEqual([short.id])
  expect(new Set(forgettable(room.said, 69 * HOUR))).toEqual(new Set([short.id, long.id, gone.id]))
  // The admission is on a device that was off: its withdrawal waits as long as any admission may last.
  expect(forgettable([gone], 70 * HOUR)).toEqual([])
  expect(forgettable([gone], 74 * HOUR)).toEqual([gone.id])
  expect(forgettable(room.said, 10_000 * HOUR)).not.toContain(room.root.id)
})

test('withdrawal wins and stays, for every order and whatever is said after (T10)', () => {
  const event = fc.record({
    who: fc.constantFrom('hall', 'kitchen', 'bob', 'alice', 'vera', 'mallory'),
    what: fc.constantFrom('admit' as const, 'left' as const, 'shown-out' as const, 'expired' as const),
    at: fc.nat({ max: 2 * HOUR }),
    of: fc.nat({ max: 20 }),
  })
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 25 }),
      fc.array(event, { maxLength: 10 }),
      fc.nat(),
      (events, more, cut) => {
        const room = makeRoom()
        const run = (list: typeof events) => {
          for (const { who, what, at, of } of list) {
            const admits = room.said.filter(({ body }) => body?.kind === 'admit')
            if (what === 'admit') room.admit(who, 'vera', { at, until: at + 3 * HOUR })
            else if (admits.length) room.gone(who, admits[of % admits.length] ?? room.root, 'vera', what, at)
          }
        }
        run(events)
        const before = admissionsOf(room.roster(), room.said)
        const at = cut % room.said.length
        expect(admissionsOf(room.roster(), [...room.said.slice(at), ...room.said.slice(0, at)].reverse())).toEqual(
          new Map([...before].map(([id, admission]) => [id, admission])),
        )
        const barred = shownOutUntil(room.roster(), room.said, named('vera'))
        run(more)
        const after = admissionsOf(room.roster(), room.said)
        for (const { id, ended } of before.values()) if (ended) expect(after.get(id)?.ended).toBeDefined()
        for (const admission of after.values()) if (admission.at <= barred) expect(admission.ended).toBe('shown-out')
      },
    ),
    { seed: 11, numRuns: 200 },
  )
})

test('asked to scan again: who was admitted before has until then, who scans after it is not asked (T22)', () => {
  const room = makeRoom()
  const first = room.admit('hall', 'vera', { at: 0, until: 8 * HOUR })
  room.admit('hall', 'walter', { at: 0, until: HOUR + MINUTE })
  const ask = { at: HOUR, until: HOUR + 5 * MINUTE }
  room.rescan('alice', ask)
  const again = room.admit('kitchen', 'vera', { at: HOUR + MINUTE, until: 8 * HOUR })
  expect(admissionsOf(room.roster(), room.said).get(first.id)?.until).toBe(HOUR + 5 * MINUTE)
  expect(room.live('vera', HOUR + 6 * MINUTE)?.id).toBe(again.id)
  // Nobody stays for longer because of it.
  expect(room.live('walter', HOUR + 2 * MINUTE)).toBeUndefined()
  expect(scanAgainBy(room.roster(), room.said, 0, HOUR + MINUTE)).toBe(HOUR + 5 * MINUTE)
  expect(scanAgainBy(room.roster(), room.said, HOUR + MINUTE, HOUR + MINUTE)).toBeUndefined()
  expect(scanAgainBy(room.roster(), room.said, 0, HOUR + 6 * MINUTE)).toBeUndefined()
})

test('members and visitors cannot ask anybody to scan again; a removed admin’s asking stays (T22)', () => {
  const room = makeRoom()
  const admit = room.admit('hall', 'vera', { at: 0, until: 8 * HOUR })
  for (const who of ['bob', 'vera', 'mallory']) room.rescan(who, { at: 1, until: 2 })
  expect(admissionsOf(room.roster(), room.said).get(admit.id)?.until).toBe(8 * HOUR)
  room.rescan('alice', { at: 1, until: HOUR })
  room.remove('hall', 'alice')
  expect(admissionsOf(room.roster(), room.said).get(admit.id)?.until).toBe(HOUR)
})
