import * as v from 'valibot'
import { err, ok, type Result } from '../../../../src/lib/result.ts'
import type { BlobId, DeviceId, RoomId, SessionId, StatementId, TopicId } from '../../../../src/protocol/ids.ts'

/** Letters that one person typed: bounded, without control characters (line breaks allowed). */
export const text = (most: number) =>
  // oxlint-disable-next-line no-control-regex -- refusing control characters is the point
  v.pipe(v.string(), v.maxLength(most), v.regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/u, 'control characters'))

const base64url = (letters: number) => v.pipe(v.string(), v.length(letters), v.regex(/^[\w-]*$/))
const as = <T>() => v.transform((value: string) => value as T)

export const deviceId = v.pipe(base64url(43), as<DeviceId>())
export const statementId = v.pipe(base64url(43), as<StatementId>())
export const blobId = v.pipe(base64url(43), as<BlobId>())
export const roomId = v.pipe(base64url(22), as<RoomId>())
export const sessionId = v.pipe(base64url(22), as<SessionId>())
export const topicId = v.pipe(base64url(22), as<TopicId>())
export const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const encoded = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[\w-]*$/))

/** Reads JSON text as the schema says; the error names the first fault and where it is, never the value itself. */
export function parseJson<S extends v.GenericSchema>(schema: S, json: string): Result<v.InferOutput<S>> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return err('not JSON')
  }
  return parse(schema, value)
}

/** Checks a value against a schema. Unknown keys are dropped, so nothing unlooked-at gets in. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): Result<v.InferOutput<S>> {
  const read = v.safeParse(schema, value)
  if (read.success) return ok(read.output)
  const fault = read.issues[0]
  return err(`${v.getDotPath(fault) ?? 'message'}: ${fault.type}`)
}
