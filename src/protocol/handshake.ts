import * as v from 'valibot'
import { deviceId, encoded, roomId } from './shape.ts'
import { signedStatement } from './statement.ts'

/** The versions of the link protocol this build speaks; N and N−1 share a room. */
export const LINK_VERSIONS = { least: 1, most: 2 }

const nonce = v.pipe(encoded(22), v.length(22))
/** HMAC-SHA-256 under a code over the transcript. */
const mac = v.pipe(encoded(43), v.length(43))

/** Who I am. `room` is missing while I do not know the room: I scanned a code or an invitation. */
export const hello = v.object({
  device: deviceId,
  seal: v.pipe(encoded(43), v.length(43)),
  nonce,
  least: v.number(),
  most: v.number(),
  room: v.optional(roomId),
})
export type Hello = v.InferOutput<typeof hello>

/** On what ground the other should let me in. */
export const claim = v.variant('as', [
  /** My key is in the roster. `roster` is sent when the other did not know me yet. */
  v.object({ as: v.literal('resident'), roster: v.optional(v.array(signedStatement)) }),
  /** I scanned or typed the code on a screen. */
  v.object({ as: v.literal('code'), mac }),
  /** I was admitted and come back, or come to my spare. */
  v.object({ as: v.literal('admitted'), admission: signedStatement }),
  /** I scanned an invitation; people compare six digits next. */
  v.object({ as: v.literal('invited'), mac, role: v.picklist(['screen', 'member']) }),
])
export type Claim = v.InferOutput<typeof claim>

/** Why a link was refused: shown to the person, so each has a sentence. */
export const DENIALS = [
  'unknown-device',
  'removed',
  'wrong-room',
  'code-expired',
  'code-used',
  'not-admitted',
  'admission-ended',
  'shown-out',
  'bad-signature',
  'bad-proof',
  'version',
  'wrong-screen',
  'too-many',
  'differ',
  'malformed',
  'timeout',
] as const
export type LinkDenial = (typeof DENIALS)[number]

/**
 * The order is fixed: the offerer commits, the answerer says hello, the offerer says hello (so neither can choose its
 * nonce after seeing the other's, which is what makes six digits enough), both prove, both accept.
 */
export const handshakeMessage = v.variant('type', [
  v.object({ type: v.literal('commit'), commit: mac }),
  v.object({ type: v.literal('hello'), hello }),
  v.object({ type: v.literal('proof'), sig: v.pipe(encoded(86), v.length(86)), claim }),
  v.object({ type: v.literal('accept') }),
  v.object({ type: v.literal('refuse'), reason: v.picklist(DENIALS) }),
])
export type HandshakeMessage = v.InferOutput<typeof handshakeMessage>
