import * as v from 'valibot'
import { type Bytes, concat, fromUtf8, utf8 } from '../lib/bytes.ts'
import { counter, parseJson, text } from '../protocol/shape.ts'

/*
 * What a piece says once it is open: length of a head (2 bytes) ‖ head as JSON ‖ sound. A piece without sound
 * says who was there in its period (the last such one counts), or what was shown or noted in it.
 */
const said = v.variant('kind', [
  v.object({ kind: v.literal('people'), atMs: counter, names: v.pipe(v.array(text(60)), v.maxLength(500)) }),
  v.object({
    kind: v.literal('line'),
    atMs: counter,
    what: v.picklist(['shown', 'noted']),
    words: text(200),
    byName: text(60),
  }),
  v.object({
    kind: v.literal('sound'),
    atMs: counter,
    ms: counter,
    /** As MediaRecorder names it; what the player hands to the browser is decoded by what is in it. */
    type: v.pipe(v.string(), v.maxLength(80), v.regex(/^audio\/[\w;=., "+-]+$/)),
  }),
])
export type PieceHead = v.InferOutput<typeof said>
export type SoundPiece = Extract<PieceHead, { kind: 'sound' }> & { bytes: Bytes }
export type LinePiece = Extract<PieceHead, { kind: 'line' }>
export type PeoplePiece = Extract<PieceHead, { kind: 'people' }>

export function writePiece(head: PieceHead, sound: Bytes = new Uint8Array(0)): Bytes {
  const json = utf8(JSON.stringify(head))
  return concat(new Uint8Array([json.length >> 8, json.length & 0xff]), json, sound)
}

/** Of what a later version may say this one knows nothing, and takes no harm. */
const newer = v.object({ kind: v.pipe(text(40), v.regex(/^(?!(people|line|sound)$)/)) })

export function readPiece(bytes: Bytes): PeoplePiece | LinePiece | SoundPiece | { kind: 'newer' } | undefined {
  const length = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  if (bytes.length < 2 + length) return undefined
  const json = fromUtf8(bytes.slice(2, 2 + length))
  const head = json === undefined ? undefined : parseJson(said, json)
  if (!head?.ok) return json !== undefined && parseJson(newer, json).ok ? { kind: 'newer' } : undefined
  return head.value.kind === 'sound' ? { ...head.value, bytes: bytes.slice(2 + length) } : head.value
}
