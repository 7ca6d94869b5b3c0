import { type Bytes, fromBase64url, toBase64url } from '../lib/bytes.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { sha256 } from './derive.ts'

/** Signs as one device; the key behind it cannot be read out. */
export type Signer = { device: DeviceId; sign(bytes: Bytes): Promise<Bytes> }

/** A device's identity: its public keys (base64url), and handles on the private ones, which no script can read. */
export type DeviceKeys = { device: DeviceId; seal: string; signKey: CryptoKey; sealKey: CryptoKey }

/** Makes a new device. The one place, with `makeEphemeral`, where randomness comes from the browser and not a parameter. */
export async function makeDeviceKeys(): Promise<DeviceKeys> {
  const sign = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  assertPair(sign)
  const { sealPublic, sealKey } = await makeEphemeral()
  return { device: (await publicText(sign.publicKey)) as DeviceId, seal: sealPublic, signKey: sign.privateKey, sealKey }
}

/** An X25519 pair: part of a device, or made for one sealed box. */
export async function makeEphemeral(): Promise<{ sealPublic: string; sealKey: CryptoKey }> {
  const pair = await crypto.subtle.generateKey('X25519', false, ['deriveBits'])
  assertPair(pair)
  return { sealPublic: await publicText(pair.publicKey), sealKey: pair.privateKey }
}

export function signerOf(keys: Pick<DeviceKeys, 'device' | 'signKey'>): Signer {
  return {
    device: keys.device,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', keys.signKey, bytes)),
  }
}

/** Whether that device signed exactly these bytes. A key that is no key signed nothing. */
export async function verifySignature(device: DeviceId, bytes: Bytes, sig: Bytes): Promise<boolean> {
  const raw = keyBytes(device)
  if (!raw || sig.length !== 64) return false
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, sig, bytes)
  } catch {
    return false // 32 bytes that are no point of the curve: refused by some browsers at import, by others at verify
  }
}

/** The 32 bytes of a public key in its only spelling, or undefined. */
export function keyBytes(text: string): Bytes | undefined {
  const bytes = fromBase64url(text)
  return bytes?.length === 32 ? bytes : undefined
}

/** The first bytes of SHA-256 over a device's public key: what a join link carries so that a phone knows its screen. */
export async function keyFingerprint(device: DeviceId, length: number): Promise<Bytes | undefined> {
  const raw = keyBytes(device)
  return raw && (await sha256(raw)).slice(0, length)
}

const publicText = async (key: CryptoKey) => toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)))

function assertPair(made: CryptoKey | CryptoKeyPair): asserts made is CryptoKeyPair {
  if (!('privateKey' in made)) throw new Error('Believed: Ed25519 and X25519 come in pairs')
}
