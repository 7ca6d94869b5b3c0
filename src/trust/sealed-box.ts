import { type Bytes, concat, sameBytes, toBase64url, utf8 } from '../lib/bytes.ts'
import { aesKey, hkdf } from './derive.ts'
import { keyBytes, makeEphemeral } from './keys.ts'
import { pairFrom } from './private-key.ts'

/*
 * version (4 bytes) ‖ ephemeral X25519 key (32) ‖ AES-256-GCM of the plaintext. Key and nonce come by HKDF from the
 * shared secret and both public keys; the key is used once, so the nonce need not be random (HPKE base mode in spirit,
 * RFC 9180; WebCrypto has no HPKE yet). Anybody can seal; that somebody sealed says nothing about who.
 */
const VERSION = utf8('osb1')

/** Seals bytes so that only the holder of one X25519 key opens them. `rand` is for tests; without it the browser's own is used. */
export async function sealTo(sealPublic: string, plaintext: Bytes, rand?: (length: number) => Bytes): Promise<Bytes> {
  const ephemeral = rand ? await fromRandom(rand(32)) : await makeEphemeral()
  const once = await keyBetween(ephemeral.sealKey, sealPublic, ephemeral.sealPublic, sealPublic)
  const mine = keyBytes(ephemeral.sealPublic)
  // A key that is none is a bug of the caller: statements were checked for it when they came in.
  if (!once || !mine) throw new Error('Believed: what is sealed to is a key')
  const header = concat(VERSION, mine)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: once.iv, additionalData: header },
    once.key,
    plaintext,
  )
  return concat(header, new Uint8Array(sealed))
}

/** What was sealed to this key, or undefined where it was another's, of another version, or altered. */
export async function openSealed(sealKey: CryptoKey, sealPublic: string, sealed: Bytes): Promise<Bytes | undefined> {
  const header = sealed.slice(0, HEADER_BYTES)
  if (sealed.length < HEADER_BYTES + TAG_BYTES || !sameBytes(header.slice(0, VERSION.length), VERSION)) return undefined
  const ephemeral = toBase64url(header.slice(VERSION.length))
  const once = await keyBetween(sealKey, ephemeral, ephemeral, sealPublic)
  if (!once) return undefined
  try {
    const how = { name: 'AES-GCM', iv: once.iv, additionalData: header }
    return new Uint8Array(await crypto.subtle.decrypt(how, once.key, sealed.slice(HEADER_BYTES)))
  } catch {
    return undefined // not for us, or altered: both are an answer
  }
}

const HEADER_BYTES = VERSION.length + 32
const TAG_BYTES = 16

const fromRandom = async (secret: Bytes) => {
  const { publicText, privateKey } = await pairFrom(secret, 'X25519')
  return { sealPublic: publicText, sealKey: privateKey }
}

async function keyBetween(
  mine: CryptoKey,
  theirs: string,
  ephemeral: string,
  recipient: string,
): Promise<{ key: CryptoKey; iv: Bytes } | undefined> {
  const [raw, ephemeralBytes, recipientBytes] = [keyBytes(theirs), keyBytes(ephemeral), keyBytes(recipient)]
  if (!raw || !ephemeralBytes || !recipientBytes) return undefined
  const shared = await sharedSecret(mine, raw)
  if (!shared) return undefined
  const derived = await hkdf(shared, 'osmose sealed box 1', 44, concat(ephemeralBytes, recipientBytes))
  return { key: await aesKey(derived.slice(0, 32)), iv: derived.slice(32) }
}

async function sharedSecret(mine: CryptoKey, theirs: Bytes): Promise<Bytes | undefined> {
  try {
    const key = await crypto.subtle.importKey('raw', theirs, 'X25519', false, [])
    const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: key }, mine, 256))
    // A point of small order makes the secret zero: known to all. Some browsers throw, some do not.
    return shared.some((byte) => byte !== 0) ? shared : undefined
  } catch {
    return undefined // a point of small order, or none
  }
}
