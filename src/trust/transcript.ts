import { assert } from '../lib/assert.ts'
import { type Bytes, concat, fromBase64url, sameBytes, toBase64url, utf8 } from '../lib/bytes.ts'
import type { Hello } from '../protocol/handshake.ts'
import type { RoomId } from '../protocol/ids.ts'
import { hmac, sha256 } from './derive.ts'

export type Side = 'offerer' | 'answerer'

/** Everything both sides must have seen alike. Signed by both: whoever stands in the middle has another fingerprint. */
export function transcriptOf(x: {
  room: RoomId
  offerer: Hello
  answerer: Hello
  offererFingerprint: string
  answererFingerprint: string
}): Bytes {
  // A JSON array of strings has one reading only: no field can run into its neighbour.
  const fields = [x.room, x.offererFingerprint, x.answererFingerprint, fieldsOf(x.offerer), fieldsOf(x.answerer)]
  return utf8(`osmose link 1\n${JSON.stringify(fields)}`)
}

/** Fixes a hello before it is shown; its nonce hides what it says. */
export const commitOf = async (hello: Hello): Promise<string> =>
  toBase64url(await sha256(utf8(`osmose hello 1\n${JSON.stringify(fieldsOf(hello))}`)))

/** What each side signs. The side is in it, so a proof sent back to its author proves nothing. */
export const proofBytes = (transcript: Bytes, side: Side): Bytes => concat(utf8(`osmose proof 1 ${side}\n`), transcript)

/** The six digits that two people compare. */
export async function sasOf(transcript: Bytes): Promise<string> {
  const digest = await sha256(concat(utf8('osmose six digits 1\n'), transcript))
  const number = new DataView(digest.buffer).getBigUint64(0)
  return String(number % 1_000_000n).padStart(6, '0')
}

/** Shows knowledge of a code for this link and this side only; the code itself never travels. */
export async function macOf(code: Bytes, transcript: Bytes, side: Side): Promise<string> {
  assert(code.length >= 16, 'a code cannot be guessed')
  return toBase64url(await hmac(code, concat(utf8(`osmose code 1 ${side}\n`), transcript)))
}

/** Whether a MAC was made with this code, in time that does not tell how nearly. */
export async function macMatches(code: Bytes, transcript: Bytes, side: Side, mac: string): Promise<boolean> {
  const given = fromBase64url(mac)
  const expected = fromBase64url(await macOf(code, transcript, side))
  return given !== undefined && expected !== undefined && sameBytes(given, expected)
}

/**
 * The one SHA-256 certificate fingerprint of a session description, as `AB:CD:…`. Where there is none, another hash, or
 * anything that one browser might read as a second one, there is no answer: the link must not be made.
 */
export function fingerprintOf(sdp: string): string | undefined {
  const found = new Set<string>()
  for (const line of sdp.split(/\r\n|\n|\r/)) {
    if (!/fingerprint/i.test(line)) continue
    const value = /^a=fingerprint:sha-256 ([0-9a-f]{2}(?::[0-9a-f]{2}){31})$/i.exec(line)?.[1]
    if (!value) return undefined
    found.add(value.toUpperCase())
  }
  const [only, ...others] = found
  return others.length === 0 ? only : undefined
}

const fieldsOf = ({ device, seal, nonce, least, most, room }: Hello) => [
  device,
  seal,
  nonce,
  `${least}`,
  `${most}`,
  room ?? null,
]
