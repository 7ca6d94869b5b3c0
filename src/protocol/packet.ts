import * as v from 'valibot'
import { concat, fromUtf8, utf8, type Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { parseJson } from './shape.ts'

/**
 * A packet is a JSON header and a payload of bytes: u32 length of the header, header, payload. The header is readable
 * in any debugger, and document updates are not blown up by base64.
 */
export function packPacket(header: object, payload: Uint8Array = new Uint8Array()): Bytes {
  const json = utf8(JSON.stringify(header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, json.length)
  return concat(length, json, payload)
}

export function readPacket<S extends v.GenericSchema>(
  schema: S,
  bytes: Bytes,
): Result<{ header: v.InferOutput<S>; payload: Bytes }> {
  if (bytes.length < 4) return err('packet: too short')
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (length > bytes.length - 4) return err('packet: header longer than packet')
  const json = fromUtf8(bytes.subarray(4, 4 + length))
  if (json === undefined) return err('packet: header is not UTF-8')
  const header = parseJson(schema, json)
  return header.ok ? ok({ header: header.value, payload: bytes.subarray(4 + length) }) : header
}
