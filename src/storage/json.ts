import * as v from 'valibot'
import { type Bytes, fromUtf8, utf8 } from '../lib/bytes.ts'
import { err, type Result } from '../lib/result.ts'
import { parseJson } from '../protocol/shape.ts'

export const toJson = (value: unknown): Bytes => utf8(JSON.stringify(value))

/** What a row says, checked: an older release may have written it. */
export function fromJson<S extends v.GenericSchema>(schema: S, bytes: Bytes): Result<v.InferOutput<S>> {
  const json = fromUtf8(bytes)
  return json === undefined ? err('not UTF-8') : parseJson(schema, json)
}
