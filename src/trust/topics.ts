import { type Bytes, concat, fromBase64url, toBase64url, utf8 } from '../lib/bytes.ts'
import type { TopicId } from '../protocol/ids.ts'
import { aesKey, hkdf } from './derive.ts'

/** Where devices that share a secret find each other at the box, and the key that keeps their introductions from it. */
export type Topic = { id: TopicId; key: CryptoKey }

export async function topicOf(secret: Bytes): Promise<Topic> {
  const id = toBase64url(await hkdf(secret, 'osmose topic id 1', 16)) as TopicId
  return { id, key: await aesKey(await hkdf(secret, 'osmose topic key 1', 32)) }
}

/** Another secret from one: who knows this one knows neither the first nor its sisters. */
export const subTopic = (secret: Bytes, label: 'residents' | 'visitors' | 'backup'): Promise<Bytes> =>
  hkdf(secret, `osmose topic ${label} 1`, 32)

/**
 * The secret behind the first four digits of a typed code. Anybody can count to ten thousand, so this hides nothing: it
 * only brings a phone and a screen together. What a hostile box can do with it is in README.md, T12.
 */
export const nameplateSecret = (nameplate: string): Promise<Bytes> => hkdf(utf8(nameplate), 'osmose nameplate 1', 32)

/** Seals an introduction. `iv`: twelve random bytes, never used twice. */
export async function sealBody(key: CryptoKey, plaintext: Bytes, iv: Bytes): Promise<string> {
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: CONTEXT }, key, plaintext)
  return toBase64url(concat(iv, new Uint8Array(sealed)))
}

/** What was sealed, or undefined where it was another key's or was altered. */
export async function openBody(key: CryptoKey, body: string): Promise<Bytes | undefined> {
  const bytes = fromBase64url(body)
  if (!bytes || bytes.length < IV_BYTES + TAG_BYTES) return undefined
  const how = { name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData: CONTEXT }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, bytes.slice(IV_BYTES)))
  } catch {
    return undefined // not for us, or altered: both are an answer
  }
}

const IV_BYTES = 12
const TAG_BYTES = 16
const CONTEXT = utf8('osmose introduction 1')
