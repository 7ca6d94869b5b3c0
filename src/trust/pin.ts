import { type Bytes, fromBase64url, sameBytes, toBase64url, utf8 } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'

export type PinFault = 'not-digits' | 'too-short' | 'too-long' | 'too-easy'

/** How many wrong tries in a row, and when the last was; plain JSON, so that pulling the plug forgets nothing. */
export type PinState = { wrong: number; lastMs: number }
export const NO_TRIES: PinState = { wrong: 0, lastMs: 0 }

/** A new PIN: 4 to 12 digits that are not the first anybody would try. */
export function validPin(text: string): Result<string, PinFault> {
  const pin = text.normalize('NFKC').trim()
  if (!/^\d*$/.test(pin)) return err('not-digits')
  if (pin.length < 4) return err('too-short')
  if (pin.length > 12) return err('too-long')
  return isEasy(pin) ? err('too-easy') : ok(pin)
}

/** PBKDF2-SHA-256, 600,000 rounds. It only slows somebody who stole the disk: ten thousand PINs are soon tried. */
export async function hashPin(pin: string, salt: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 }
  return toBase64url(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)))
}

export async function checkPin(pin: string, salt: Bytes, hash: string): Promise<boolean> {
  const expected = fromBase64url(hash)
  const given = fromBase64url(await hashPin(pin.normalize('NFKC').trim(), salt))
  return expected !== undefined && given !== undefined && sameBytes(expected, given)
}

/** How long until the next try is taken. */
export function pinWaitMs({ wrong, lastMs }: PinState, nowMs: number): number {
  const pause = PAUSES_MS[Math.min(wrong - FREE_TRIES, PAUSES_MS.length - 1)] ?? 0
  return Math.min(Math.max(0, lastMs + pause - nowMs), pause)
}

/**
 * One try. While a pause runs nothing opens, not even the right PIN. To be safe from a pulled plug, keep the state of a
 * wrong try before the PIN is checked, and that of a right one after.
 */
export function pinAttempt(
  state: PinState,
  nowMs: number,
  ok: boolean,
): { state: PinState; outcome: 'open' | 'wrong' | 'wait'; waitMs: number } {
  const waitMs = pinWaitMs(state, nowMs)
  // A clock that was put back would make the pause endless: it begins again from now instead.
  if (waitMs > 0) return { state: { ...state, lastMs: Math.min(state.lastMs, nowMs) }, outcome: 'wait', waitMs }
  if (ok) return { state: NO_TRIES, outcome: 'open', waitMs: 0 }
  const after = { wrong: state.wrong + 1, lastMs: nowMs }
  return { state: after, outcome: 'wrong', waitMs: pinWaitMs(after, nowMs) }
}

const FREE_TRIES = 5
const PAUSES_MS = [30_000, 60_000, 2 * 60_000, 4 * 60_000, 8 * 60_000, 15 * 60_000]

/** One digit, one step up or down, or a pair or half repeated: 0000, 1234, 9876, 1212, 12341234. */
function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10))
  const repeats = /^(\d{1,2})\1+$/.test(pin) || (/^(\d+)\1$/.test(pin) && isEasy(pin.slice(0, pin.length / 2)))
  return repeats || (steps.size === 1 && [0, 1, 9].some((step) => steps.has(step)))
}
