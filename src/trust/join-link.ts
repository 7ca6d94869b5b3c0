import { assert } from '../lib/assert.ts'
import { type Bytes, concat, fromBase64url, toBase64url } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'

/** What a QR code on a screen says: its code, and the first bytes of the hash of its key, so a phone knows whom it meets. */
export type JoinLink =
  | { as: 'visitor'; code: Bytes; fingerprint: Bytes }
  | { as: 'invited'; role: 'screen' | 'member'; code: Bytes; fingerprint: Bytes }

/** What somebody pasted or typed. */
export type Typed = { type: 'link'; link: JoinLink } | { type: 'short'; nameplate: string; password: string }

/** A sentence each: nothing there, not one of ours, one of ours with letters missing, or too few or many digits. */
export type LinkFault = 'empty' | 'not-a-link' | 'damaged' | 'digits'

export const CODE_BYTES = 16
/** A visitor's code lives 90 s, so 12 bytes do and its QR stays small; an invitation makes a resident. */
export const FINGERPRINT_BYTES = { visitor: 12, invited: 16 }

/** Everything secret is behind the `#`, which no browser sends to a server. */
export function encodeJoin(origin: string, link: JoinLink): string {
  assert(link.code.length === CODE_BYTES, 'a code has 16 bytes')
  assert(link.fingerprint.length === FINGERPRINT_BYTES[link.as], 'a fingerprint has its length (keyFingerprint)')
  const letter = link.as === 'visitor' ? 'v' : link.role === 'screen' ? 's' : 'm'
  return `${origin}/#${letter}${toBase64url(concat(link.code, link.fingerprint))}`
}

/** Reads what stands behind the `#` (with or without it). */
export function parseJoin(fragment: string): Result<JoinLink, LinkFault> {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment
  if (text === '') return err('empty')
  const letter = text.slice(0, 1)
  if (!'vsm'.includes(letter)) return err('not-a-link')
  const as = letter === 'v' ? 'visitor' : 'invited'
  const payload = text.length < 64 ? fromBase64url(text.slice(1)) : undefined
  if (payload?.length !== CODE_BYTES + FINGERPRINT_BYTES[as]) return err('damaged')
  const said = { code: payload.slice(0, CODE_BYTES), fingerprint: payload.slice(CODE_BYTES) }
  return ok(as === 'visitor' ? { as, ...said } : { as, role: letter === 's' ? 'screen' : 'member', ...said })
}

/** Takes a whole address, its fragment alone, or the eight digits beside a QR code with any spacing. */
export function parseTyped(text: string): Result<Typed, LinkFault> {
  if (text.length > 2_000) return err('not-a-link')
  const typed = text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
  if (typed === '') return err('empty')
  if (/^[\d.·_‐-―-]+$/u.test(typed)) return parseDigits(typed.replace(/\D/gu, ''))
  const hash = typed.indexOf('#')
  // An address without a fragment may begin with one of our letters; it is still no code.
  if (hash < 0 && /[:/.]/u.test(typed)) return err('not-a-link')
  const link = parseJoin(typed.slice(hash + 1))
  return link.ok ? ok({ type: 'link', link: link.value }) : link
}

const parseDigits = (digits: string): Result<Typed, LinkFault> =>
  digits.length === 8 ? ok({ type: 'short', nameplate: digits.slice(0, 4), password: digits.slice(4) }) : err('digits')
