import { type Bytes, concat, fromBase64url, toBase64url, utf8 } from '../lib/bytes.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { Consent } from './consents.ts'
import { aesKey } from './derive.ts'
import { keyBytes } from './keys.ts'
import { openSealed, sealTo } from './sealed-box.ts'

/* Rules T25 and T26. A key lasts for one period: as long as the same people are in the meeting. */

/**
 * What a person agrees to with "I agree": this recording, and keys to the device that says so. The sealing key stands in
 * the person's own statement, so that no screen in between can put another in its place. At a wall nobody gets a key.
 */
export const recordingConsent = (recording: string, seal?: string): string =>
  seal === undefined ? `rec:${recording}` : `rec:${recording}:${seal}`

/** Who may be given keys of this recording, under which sealing key; and how many agreed at a wall. */
export function agreedToRecord(
  consents: readonly Consent[],
  recording: string,
): { seals: Map<DeviceId, string>; atWall: number } {
  const seals = new Map<DeviceId, string>()
  let atWall = 0
  for (const { to, by, atWall: isAtWall } of consents) {
    const [what, of, seal] = to.split(':')
    if (what !== 'rec' || of !== recording) continue
    if (isAtWall) atWall += 1
    else if (seal !== undefined && keyBytes(seal)) seals.set(by, seal)
  }
  return { seals, atWall }
}

/** The devices that get this period's key: agreed, and in the meeting now. Nobody who came later, nobody who has left. */
export function recipients(
  seals: ReadonlyMap<DeviceId, string>,
  meeting: ReadonlySet<DeviceId>,
): { device: DeviceId; seal: string }[] {
  return [...seals]
    .filter(([device]) => meeting.has(device))
    .map(([device, seal]) => ({ device, seal }))
    .sort((a, b) => (a.device < b.device ? -1 : 1))
}

export type SealedKey = { device: DeviceId; box: string }

/** A fresh key for one period, sealed to each recipient. `secret`: 32 random bytes. */
export async function makePeriodKey(
  secret: Bytes,
  to: readonly { device: DeviceId; seal: string }[],
): Promise<{ key: CryptoKey; keys: SealedKey[] }> {
  const keys = await Promise.all(
    to.map(async ({ device, seal }) => ({ device, box: toBase64url(await sealTo(seal, secret)) })),
  )
  return { key: await aesKey(secret), keys }
}

/** This device's key to a period, as bytes; undefined where it has none. */
export async function openPeriodKey(
  mine: { device: DeviceId; seal: string; sealKey: CryptoKey },
  keys: readonly SealedKey[],
): Promise<Bytes | undefined> {
  const box = fromBase64url(keys.find(({ device }) => device === mine.device)?.box ?? '')
  const secret = box && (await openSealed(mine.sealKey, mine.seal, box))
  return secret?.length === 32 ? secret : undefined
}

/** Where a sealed piece belongs: part of its seal, so that none can stand in another's place. */
export type Place = { recording: string; period: number; n: number }

/** A piece of at most two seconds, or what is said about its period. `n` never repeats under one key. */
export async function sealPiece(key: CryptoKey, place: Place, bytes: Bytes): Promise<Bytes> {
  const how = { name: 'AES-GCM', iv: nonceOf(place), additionalData: labelOf(place) }
  return new Uint8Array(await crypto.subtle.encrypt(how, key, bytes))
}

/** Undefined where it was sealed under another key, for another place, or altered. */
export async function openPiece(key: CryptoKey, place: Place, sealed: Bytes): Promise<Bytes | undefined> {
  try {
    const how = { name: 'AES-GCM', iv: nonceOf(place), additionalData: labelOf(place) }
    return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed))
  } catch {
    return undefined // another key, another place, or altered: all are an answer
  }
}

function nonceOf({ n }: Place): Bytes {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(8, n)
  return nonce
}

const labelOf = ({ recording, period, n }: Place) => concat(utf8(`osmose minutes 1\n${recording}\n${period}\n${n}`))
