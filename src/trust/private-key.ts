import { assert } from '../lib/assert.ts'
import { type Bytes, concat } from '../lib/bytes.ts'

/** A key pair from 32 secret bytes. The private half is imported twice: once to learn the public one, and once for good. */
export async function pairFrom(
  secret: Bytes,
  algorithm: 'Ed25519' | 'X25519',
): Promise<{ publicText: string; privateKey: CryptoKey }> {
  assert(secret.length === 32, 'a private key has 32 bytes')
  const usages: KeyUsage[] = algorithm === 'Ed25519' ? ['sign'] : ['deriveBits']
  const pkcs8 = concat(PKCS8[algorithm], secret)
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, usages)
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  assert(x, 'the JWK of a private key has the public one in it (RFC 8037)')
  return { publicText: x, privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, usages) }
}

/** RFC 8410: everything of a PKCS #8 private key before its 32 bytes. */
const PKCS8 = { Ed25519: header(0x70), X25519: header(0x6e) }

function header(oid: number): Bytes {
  return new Uint8Array([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, oid, 0x04, 0x22, 0x04, 0x20])
}
