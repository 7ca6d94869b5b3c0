import * as v from 'valibot'
import { assert } from '../lib/assert.ts'
import { type Bytes, fromBase64url, fromUtf8, toBase64url, utf8 } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { DeviceId, RoomId, StatementId } from '../protocol/ids.ts'
import { deviceId, parse, parseJson } from '../protocol/shape.ts'
import { signedStatement, type SignedStatement, statementBody, type StatementBody } from '../protocol/statement.ts'
import { sha256 } from './derive.ts'
import { keyBytes, type Signer, verifySignature } from './keys.ts'

/** A statement whose signature was checked. Without a body it is of a kind this version does not know: carried, not judged. */
export type Statement = { id: StatementId; signed: SignedStatement; body?: StatementBody; by?: DeviceId }

/** Says something for ever, in the signer's name. */
export async function sign(signer: Signer, body: StatementBody): Promise<Statement> {
  assert(body.by === signer.device, 'a device speaks for itself')
  const text = JSON.stringify(body)
  const signed = { text, sig: toBase64url(await signer.sign(signedBytes(text))) }
  const read = await verify(signed)
  // Reading it back catches what no other device would take: too long, too many heads, a key that is none.
  assert(read.ok, `what we sign can be read (${read.ok ? '' : read.error})`)
  return read.value
}

/** Reads a statement from anywhere and checks its signature; nothing is believed before. */
export async function verify(signed: unknown): Promise<Result<Statement>> {
  const outer = parse(signedStatement, signed)
  if (!outer.ok) return outer
  const { text, sig } = outer.value
  // Half a surrogate pair and U+FFFD are the same bytes: two texts would share one signature and one id.
  if (fromUtf8(utf8(text)) !== text) return err('text: not well-formed')
  const author = parseJson(authored, text)
  if (!author.ok) return author
  const body = KNOWN.has(author.value.kind) ? parseJson(statementBody, text) : undefined
  if (body && !body.ok) return body
  if (body && !keysOf(body.value).every(keyBytes)) return err('text: not a key')
  const sigBytes = fromBase64url(sig)
  if (!sigBytes || !(await verifySignature(author.value.by, signedBytes(text), sigBytes))) return err('signature')
  const statement = { id: await idOf(text), signed: { text, sig }, by: author.value.by }
  return ok(body ? { ...statement, body: body.value } : statement)
}

/** The room that a root statement makes: the first 16 bytes of its id. */
export function roomOf(root: Statement): RoomId {
  const id = fromBase64url(root.id)
  assert(id?.length === 32, 'an id is a SHA-256')
  return toBase64url(id.subarray(0, 16)) as RoomId
}

const authored = v.object({ kind: v.pipe(v.string(), v.maxLength(64)), by: deviceId })

const KNOWN: ReadonlySet<string> = new Set(statementBody.options.map((option) => option.entries.kind.literal))

const signedBytes = (text: string): Bytes => utf8(`osmose statement 1\n${text}`)

const idOf = async (text: string) => toBase64url(await sha256(utf8(text))) as StatementId

/** Every public key a body names. base64url has several spellings of some 32 bytes; only one may stand for a device. */
function keysOf(body: StatementBody): string[] {
  const keys: string[] = [body.by]
  if ('device' in body) keys.push(body.device)
  if ('seal' in body) keys.push(body.seal)
  if ('recovery' in body) keys.push(body.recovery.sign, body.recovery.seal)
  return keys
}
