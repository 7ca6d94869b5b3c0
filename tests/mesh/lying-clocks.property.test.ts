import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeRoomClock } from '../../src/mesh/room-clock.ts'
import { admissionsOf, liveAdmission, MAX_ADMISSION_MS } from '../../src/trust/admissions.ts'
import { isInTime } from '../../src/trust/in-time.ts'
import { NO_TRIES, pinAttempt, pinWaitMs, type PinState } from '../../src/trust/pin.ts'
import { NO_TYPED, typedBegins } from '../../src/trust/typed-limit.ts'
import { makePaperRoom, named } from '../trust/people.ts'

const SEED = 20_261_125
const NOW_MS = 1_767_225_600_000
/** Any clock at all: years off, before 1970, stuck. */
const lie = fc.oneof(fc.integer({ min: -1e13, max: 1e13 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER))
const honest = fc.integer({ min: -2_000, max: 2_000 })
const clock = { now: () => NOW_MS, after: () => () => {}, every: () => () => {} }

test('while more screens are honest than lie, room time lies between two honest clocks (M12)', () => {
  fc.assert(
    fc.property(fc.array(honest, { maxLength: 6 }), fc.array(lie, { maxLength: 6 }), (honestMs, liesMs) => {
      // One honest clock is our own.
      fc.pre(liesMs.length < honestMs.length + 1)
      const roomClock = makeRoomClock(clock)
      liesMs.forEach((theirs, n) => roomClock.heard(named(`liar ${n}`), theirs))
      honestMs.forEach((offset, n) => roomClock.heard(named(`honest ${n}`), NOW_MS + offset))
      const all = [0, ...honestMs]
      expect(roomClock.now()).toBeGreaterThanOrEqual(NOW_MS + Math.min(...all))
      expect(roomClock.now()).toBeLessThanOrEqual(NOW_MS + Math.max(...all))
      liesMs.forEach((_, n) => roomClock.forget(named(`liar ${n}`)))
      expect(Math.abs(roomClock.now() - NOW_MS)).toBeLessThanOrEqual(2_000)
    }),
    { seed: SEED, numRuns: 500 },
  )
})

test('no date that a screen puts on an admission makes it last over a day, and no date on its end lets it live (T10, T11)', () => {
  const date = fc.nat({ max: Number.MAX_SAFE_INTEGER })
  const why = fc.constantFrom('left' as const, 'shown-out' as const, 'expired' as const)
  fc.assert(
    fc.property(date, date, date, why, (at, until, goneAt, reason) => {
      const room = makePaperRoom('hall')
      const admission = room.admit('hall', 'ana', { at, until })
      const mine = () => [...admissionsOf(room.roster(), room.said).values()][0]
      expect((mine()?.until ?? 0) - at).toBeLessThanOrEqual(MAX_ADMISSION_MS)
      room.gone('hall', admission, 'ana', reason, goneAt)
      expect(mine()?.ended).toBeDefined()
      for (const nowMs of [0, at, goneAt, until]) {
        expect(liveAdmission(admissionsOf(room.roster(), room.said), named('ana'), nowMs)).toBeUndefined()
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('a code is good for its 90 s and the slack, however its wall’s clock is put forward or back (T14)', () => {
  fc.assert(
    fc.property(lie, (nowMs) => {
      const good = isInTime({ shownAtMs: NOW_MS, goodUntilMs: NOW_MS + 90_000 }, nowMs)
      expect(good).toBe(nowMs >= NOW_MS - 5_000 && nowMs <= NOW_MS + 95_000)
    }),
    { seed: SEED, numRuns: 500 },
  )
})

test('whoever turns the clock between wrong PINs gets no try sooner than the pause says, and nobody waits for ever (T18)', () => {
  fc.assert(
    fc.property(fc.array(lie, { minLength: 1, maxLength: 40 }), (clockMs) => {
      let state: PinState = NO_TRIES
      for (const nowMs of clockMs) {
        const waitMs = pinWaitMs(state, nowMs)
        expect(waitMs).toBeGreaterThanOrEqual(0)
        expect(waitMs).toBeLessThanOrEqual(15 * 60_000)
        const tried = pinAttempt(state, nowMs, true)
        if (waitMs > 0) expect(tried.outcome).toBe('wait')
        state = pinAttempt(state, nowMs, false).state
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('whoever turns the clock gets no more than three typed tries between two rests, and no rest is over an hour (T12)', () => {
  fc.assert(
    fc.property(fc.array(lie, { minLength: 1, maxLength: 40 }), (clockMs) => {
      let state = NO_TYPED
      let inARow = 0
      for (const nowMs of clockMs) {
        const begun = typedBegins(state, nowMs)
        expect(begun.waitMs).toBeLessThanOrEqual(3_600_000)
        inARow = begun.state.open === 1 ? 1 : inARow + (begun.allowed ? 1 : 0)
        expect(inARow).toBeLessThanOrEqual(3)
        state = begun.state
      }
    }),
    { seed: SEED, numRuns: 300 },
  )
})
