import { type Bytes, concat, utf8 } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A room's key at rest. No script can read it out; without it the room's rows are noise. */
export const makeSecretBox = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** A row's place, which its seal covers: a row moved or copied elsewhere does not open. */
export const placeOf = (...place: (string | number)[]): Bytes => utf8(JSON.stringify(place))

/** AES-GCM with a random 96-bit iv in front: safe for 2^32 rows under one key, more than any room writes. */
export async function seal(key: CryptoKey, random: Random, bytes: Bytes, place: Bytes): Promise<Bytes> {
  const iv = random(IV_BYTES)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place }, key, bytes)
  return concat(iv, new Uint8Array(sealed))
}

/** What was sealed at that place with that key, or undefined where this is anything else. */
export async function unseal(key: CryptoKey, row: unknown, place: Bytes): Promise<Bytes | undefined> {
  if (!(row instanceof Uint8Array) || row.length < IV_BYTES + TAG_BYTES) return undefined
  const how = { name: 'AES-GCM', iv: row.slice(0, IV_BYTES), additionalData: place }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, row.subarray(IV_BYTES) as Bytes))
  } catch {
    return undefined // damaged, moved, or sealed with another key: the caller sets it aside
  }
}
