import * as v from 'valibot'
import { counter, deviceId, encoded, roomId, statementId } from './shape.ts'

/**
 * Whatever grants or takes a right is a statement: JSON text and an Ed25519 signature over its exact letters, so that
 * nothing has to be spelled canonically and an unknown kind can be carried without being understood.
 */
export const signedStatement = v.object({
  text: v.pipe(v.string(), v.maxLength(16_000)),
  sig: v.pipe(encoded(86), v.length(86)),
})
export type SignedStatement = v.InferOutput<typeof signedStatement>

const heads = v.pipe(v.array(statementId), v.maxLength(64))
const said = { room: roomId, by: deviceId, at: counter }
/** base64url of an X25519 public key: what is sealed to it, only its device can open. */
const sealKey = v.pipe(encoded(43), v.length(43))

export const statementBody = v.variant('kind', [
  /** The first screen makes the room: the room's id is the hash of this statement. `nonce` keeps two rooms apart. */
  v.object({
    kind: v.literal('root'),
    by: deviceId,
    at: counter,
    seal: sealKey,
    nonce: encoded(22),
    recovery: v.object({ sign: deviceId, seal: sealKey }),
  }),
  /** Roster operations name the heads they saw (DESIGN 5). */
  v.object({
    kind: v.literal('add'),
    ...said,
    heads,
    device: deviceId,
    seal: sealKey,
    role: v.picklist(['screen', 'member']),
    admin: v.boolean(),
  }),
  v.object({ kind: v.literal('remove'), ...said, heads, device: deviceId }),
  v.object({ kind: v.literal('admin'), ...said, heads, device: deviceId }),
  v.object({ kind: v.literal('unadmin'), ...said, heads, device: deviceId }),
  /** Signed by the recovery key: it can only name an admin screen or member. */
  v.object({
    kind: v.literal('recover'),
    ...said,
    heads,
    device: deviceId,
    seal: sealKey,
    role: v.picklist(['screen', 'member']),
  }),
  /** A screen admits a visitor's device until it is gone, or `until` at the latest (room time, ms). */
  v.object({ kind: v.literal('admit'), ...said, device: deviceId, until: counter }),
  /** Ends an admission for ever. A shown-out device needs a tap to be admitted again for ten minutes. */
  v.object({
    kind: v.literal('gone'),
    ...said,
    admit: statementId,
    device: deviceId,
    why: v.picklist(['left', 'shown-out', 'expired']),
  }),
  /**
   * A baseline of all documents (DESIGN 3). `hash` is SHA-256 of the baseline's bytes; `seen` says, for each writing
   * screen, up to which of its revisions the baseline has taken in: a device that returns writes again what is above.
   */
  v.object({
    kind: v.literal('epoch'),
    ...said,
    n: counter,
    docs: v.record(
      v.string(),
      v.object({ hash: v.pipe(encoded(43), v.length(43)), seen: v.record(v.string(), counter) }),
    ),
  }),
])
export type StatementBody = v.InferOutput<typeof statementBody>
export type StatementOf<K extends StatementBody['kind']> = Extract<StatementBody, { kind: K }>
