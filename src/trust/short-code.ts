import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import { assert } from '../lib/assert.ts'
import { type Bytes, concat, sameBytes, toBase64url, utf8 } from '../lib/bytes.ts'
import { hkdf, hmac } from './derive.ts'

/** Which party this is. The phone confirms first, so that a screen tells nobody whether a guess was right. */
export type TypedSide = 'phone' | 'screen'

/** What both sides have when they typed and showed the same four digits. */
export type TypedAgreed = {
  /** Serves as the `code` of an ordinary `code` claim. */
  secret: Bytes
  /** What the other said of itself (its device key), now known to come from who knows the digits. */
  theirs: Bytes
  /** To be sent to the other; the screen sends its own only after it has checked the phone's. */
  confirm: string
  confirms(tag: string): boolean
}

export type TypedRun = { message: Bytes; finish(otherMessage: Bytes): Promise<TypedAgreed | undefined> }

/**
 * CPace (draft-irtf-cfrg-cpace-21, CPACE-RISTR255-SHA512, initiator the phone): a password of four digits gives both
 * sides a strong secret, and who does not know it one guess a run and nothing to try at home. `sid`: fresh for each run,
 * the same on both sides. `scalarBytes`: 64 random bytes, used once. `mine`: this side's device key.
 */
export async function startTyped(
  password: string,
  sid: Bytes,
  scalarBytes: Bytes,
  { side, mine }: { side: TypedSide; mine: Bytes },
): Promise<TypedRun> {
  assert(scalarBytes.length === 64, 'a scalar is reduced from 64 bytes, so that it is uniform')
  const scalar = scalarFrom(scalarBytes)
  const generator = await generatorOf(utf8(password), CONTEXT, sid)
  const share = new Uint8Array(generator.multiply(scalar).toBytes())
  const message = concat(share, mine)
  return {
    message,
    async finish(otherMessage) {
      if (otherMessage.length < SHARE_BYTES || otherMessage.length > MOST_BYTES || sameBytes(message, otherMessage))
        return undefined
      const [otherShare, theirs] = [otherMessage.slice(0, SHARE_BYTES), otherMessage.slice(SHARE_BYTES)]
      const point = multiplyVerified(scalar, otherShare)
      if (!point) return undefined
      const [phone, screen] = side === 'phone' ? [message, otherMessage] : [otherMessage, message]
      const transcript = concat(
        ...[phone, screen].flatMap((said) => [
          withLength(said.slice(0, SHARE_BYTES)),
          withLength(said.slice(SHARE_BYTES)),
        ]),
      )
      return agreed(await sessionKey(sid, point, transcript), side, phone, screen, theirs)
    },
  }
}

/** The password-derived generator (draft, section 8.3): nobody knows its logarithm to another password's. */
export async function generatorOf(password: Bytes, context: Bytes, sid: Bytes) {
  const used = withLength(password).length + withLength(DSI).length
  const padding = new Uint8Array(Math.max(0, HASH_BLOCK_BYTES - 1 - used))
  const text = concat(...[DSI, password, padding, context, sid].map(withLength))
  assert(ristretto255_hasher.deriveToCurve, 'noble has the element derivation of RFC 9496')
  return ristretto255_hasher.deriveToCurve(await sha512(text))
}

/** `scalar · share`, or undefined where the share is no group element or the product is the neutral one. */
export function multiplyVerified(scalar: bigint, share: Bytes): Bytes | undefined {
  try {
    const product = ristretto255.Point.fromBytes(share).multiply(scalar)
    return product.is0() ? undefined : new Uint8Array(product.toBytes())
  } catch {
    return undefined // not an encoding of a point, which only somebody hostile sends
  }
}

/** The intermediate session key (draft, section 7.2). */
export const sessionKey = (sid: Bytes, point: Bytes, transcript: Bytes): Promise<Bytes> =>
  sha512(concat(withLength(concat(DSI, utf8('_ISK'))), withLength(sid), withLength(point), transcript))

const DSI = utf8('CPaceRistretto255')
const CONTEXT = utf8('osmose typed code 1')
const HASH_BLOCK_BYTES = 128
const SHARE_BYTES = 32
const MOST_BYTES = 256

async function agreed(key: Bytes, side: TypedSide, phone: Bytes, screen: Bytes, theirs: Bytes): Promise<TypedAgreed> {
  const confirmKey = await hkdf(key, 'osmose typed confirm 1', 32)
  const tagOf = async (who: TypedSide, said: Bytes) =>
    toBase64url(await hmac(confirmKey, concat(utf8(`${who}\n`), said)))
  const [fromPhone, fromScreen] = [await tagOf('phone', phone), await tagOf('screen', screen)]
  const [confirm, expected] = side === 'phone' ? [fromPhone, fromScreen] : [fromScreen, fromPhone]
  return {
    secret: await hkdf(key, 'osmose typed secret 1', 16),
    theirs,
    confirm,
    confirms: (tag) => sameBytes(utf8(tag), utf8(expected)),
  }
}

function scalarFrom(bytes: Bytes): bigint {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  const scalar = number % ristretto255.Point.Fn.ORDER
  assert(scalar !== 0n, 'random bytes are not all zero')
  return scalar
}

/** `prepend_len`: the length as LEB128, then the bytes. */
function withLength(bytes: Bytes): Bytes {
  const length: number[] = []
  let rest = bytes.length
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128)
  return concat(new Uint8Array([...length, rest]), bytes)
}

const sha512 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-512', bytes))
