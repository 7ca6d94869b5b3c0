import { utf8, type Bytes } from '../lib/bytes.ts'
import { aesKey, hkdf } from '../trust/derive.ts'
import { keyBytes } from '../trust/keys.ts'

/** Seals what we send and opens what they send, each by its place in its own direction. */
export type RelayKeys = {
  seal(n: number, plain: Bytes): Promise<Bytes>
  /** Undefined where this is not the other's n-th. */
  open(n: number, sealed: Bytes): Promise<Bytes | undefined>
}

/**
 * Keys of one relayed connection, from two ephemeral X25519 keys and both descriptions. Who is at the other end they do
 * not say: the handshake does, over the same descriptions.
 */
export async function relayKeys(x: {
  mine: CryptoKey
  theirs: string
  offer: string
  answer: string
  side: 'offerer' | 'answerer'
}): Promise<RelayKeys> {
  const raw = keyBytes(x.theirs)
  if (!raw) throw new Error('not an X25519 key')
  const theirs = await crypto.subtle.importKey('raw', raw, 'X25519', false, [])
  const secret = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, x.mine, 256))
  const keyOf = async (side: string) =>
    aesKey(await hkdf(secret, `osmose relay ${side} 1`, 32, utf8(`${x.offer}\n${x.answer}`)))
  const [out, into] = await Promise.all(
    (x.side === 'offerer' ? ['offerer', 'answerer'] : ['answerer', 'offerer']).map(keyOf) as [
      Promise<CryptoKey>,
      Promise<CryptoKey>,
    ],
  )
  return {
    seal: async (n, plain) =>
      new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: countedIv(n) }, out, plain)),
    async open(n, sealed) {
      try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: countedIv(n) }, into, sealed))
      } catch {
        return undefined // altered, or another's turn: both are an answer
      }
    },
  }
}

/** A key seals one direction of one connection, so a count is never used twice under it. */
function countedIv(n: number): Bytes {
  const iv = new Uint8Array(12)
  new DataView(iv.buffer).setBigUint64(4, BigInt(n))
  return iv
}
