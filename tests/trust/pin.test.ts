import { expect, test } from 'vitest'
import { checkPin, hashPin, NO_TRIES, pinAttempt, pinWaitMs, validPin, type PinState } from '../../src/trust/pin.ts'
import { bytesOf } from './people.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

test.each([
  ['', 'too-short'],
  ['123', 'too-short'],
  ['12a4', 'not-digits'],
  ['1234567890123', 'too-long'],
  ['-123', 'not-digits'],
  ['0000', 'too-easy'],
  ['1234', 'too-easy'],
  ['4321', 'too-easy'],
  ['7890', 'too-easy'],
  ['1212', 'too-easy'],
  ['12341234', 'too-easy'],
  ['123456789012', 'too-easy'],
  ['111111', 'too-easy'],
])('the PIN "%s" is refused: %s (T18)', (text, error) => expect(validPin(text)).toEqual({ ok: false, error }))

test.each(['4711', '2580', '1357', '190284', '１９０２', ' 4711 '])('the PIN "%s" will do', (text) => {
  expect(validPin(text)).toEqual({ ok: true, value: text.normalize('NFKC').trim() })
})

test('a PIN is kept as a slow salted hash', async () => {
  const salt = bytesOf('salt')
  const hash = await hashPin('4711', salt)
  expect(hash).toHaveLength(43)
  expect(await checkPin('4711', salt, hash)).toBe(true)
  expect(await checkPin('4712', salt, hash)).toBe(false)
  expect(await checkPin('4711', bytesOf('other'), hash)).toBe(false)
  expect(await checkPin('4711', salt, '!')).toBe(false)
})

test('five wrong tries are free, then each waits longer, up to a quarter of an hour (T18)', () => {
  let state: PinState = NO_TRIES
  let nowMs = 0
  const waits = Array.from({ length: 13 }, () => {
    // Kept and read again, as over a restart.
    const tried = pinAttempt(JSON.parse(JSON.stringify(state)) as PinState, nowMs, false)
    expect(tried.outcome).toBe('wrong')
    state = tried.state
    nowMs += tried.waitMs
    return tried.waitMs
  })
  expect(waits).toEqual([
    0,
    0,
    0,
    0,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    4 * MINUTE,
    8 * MINUTE,
    15 * MINUTE,
    15 * MINUTE,
    15 * MINUTE,
    15 * MINUTE,
  ])
})

test('in a pause not even the right PIN opens; after it, it does and all is forgotten (T18)', () => {
  const state = { wrong: 5, lastMs: 0 }
  expect(pinAttempt(state, 29 * SECOND, true)).toEqual({ state, outcome: 'wait', waitMs: SECOND })
  expect(pinAttempt(state, 30 * SECOND, true)).toEqual({ state: NO_TRIES, outcome: 'open', waitMs: 0 })
})

test('a clock that was put back makes a pause begin again, not last for years (T18)', () => {
  const year = 365 * 24 * 60 * MINUTE
  const later = pinAttempt({ wrong: 5, lastMs: year }, 0, true)
  expect(later).toMatchObject({ outcome: 'wait', waitMs: 30 * SECOND })
  expect(pinWaitMs(later.state, 30 * SECOND)).toBe(0)
})
