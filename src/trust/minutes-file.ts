import * as v from 'valibot'
import { type Bytes, concat, fromUtf8, sameBytes, utf8 } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { counter, deviceId, encoded, parseJson } from '../protocol/shape.ts'
import type { Place } from './minutes.ts'

/*
 * A minutes file: magic ‖ length of the head (4 bytes) ‖ head as JSON ‖ framed pieces, each
 * length (4) ‖ period (4) ‖ n (4) ‖ sealed bytes. The head names devices by their keys only; who was there and what was
 * said is inside the seals. A piece that is damaged costs itself: the others are found by their lengths.
 */
const MAGIC = utf8('osmose minutes 1\n')
const FRAME_BYTES = 12
/** Two seconds of sound weigh 8 kB. */
const MOST_PIECE_BYTES = 4 << 20
export const MOST_FILE_BYTES = 512 << 20

const head = v.object({
  id: v.pipe(encoded(12), v.length(12)),
  fromMs: counter,
  periods: v.pipe(
    v.array(
      v.object({
        n: counter,
        fromMs: counter,
        keys: v.pipe(v.array(v.object({ device: deviceId, box: encoded(200) })), v.maxLength(500)),
        /** The key itself: in a file that a visitor took along, whose own keys end with the visit. */
        open: v.optional(v.pipe(encoded(43), v.length(43))),
      }),
    ),
    v.maxLength(10_000),
  ),
})
export type MinutesHead = v.InferOutput<typeof head>
export type FramedPiece = Omit<Place, 'recording'> & { sealed: Bytes }
export type MinutesFile = { head: MinutesHead; pieces: FramedPiece[]; isCut: boolean }

export function framePiece({ period, n, sealed }: FramedPiece): Bytes {
  const frame = new Uint8Array(FRAME_BYTES)
  const view = new DataView(frame.buffer)
  view.setUint32(0, sealed.length)
  view.setUint32(4, period)
  view.setUint32(8, n)
  return concat(frame, sealed)
}

/** `framed`: pieces as `framePiece` made them, in order. */
export function writeMinutesFile(of: MinutesHead, framed: readonly Bytes[]): Bytes {
  const json = utf8(JSON.stringify(of))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, json.length)
  return concat(MAGIC, length, json, ...framed)
}

/** Reads a file of anybody's. `minutes-unreadable`: not one, or its head is damaged. A file that was cut off is read as far as it goes. */
export function readMinutesFile(bytes: Bytes): Result<MinutesFile, 'minutes-unreadable'> {
  const start = MAGIC.length + 4
  if (bytes.length < start || !sameBytes(bytes.slice(0, MAGIC.length), MAGIC)) return err('minutes-unreadable')
  const length = viewOf(bytes).getUint32(MAGIC.length)
  if (length > bytes.length - start) return err('minutes-unreadable')
  const text = fromUtf8(bytes.slice(start, start + length))
  const read = text === undefined ? undefined : parseJson(head, text)
  if (!read?.ok) return err('minutes-unreadable')
  return ok({ head: read.value, ...readPieces(bytes.subarray(start + length) as Bytes) })
}

/** Framed pieces in the order in which they stand. */
export function readPieces(bytes: Bytes): { pieces: FramedPiece[]; isCut: boolean } {
  const view = viewOf(bytes)
  const pieces: FramedPiece[] = []
  let at = 0
  while (at + FRAME_BYTES <= bytes.length) {
    const length = view.getUint32(at)
    const end = at + FRAME_BYTES + length
    if (length > MOST_PIECE_BYTES || end > bytes.length) break
    pieces.push({
      period: view.getUint32(at + 4),
      n: view.getUint32(at + 8),
      sealed: bytes.slice(at + FRAME_BYTES, end) as Bytes,
    })
    at = end
  }
  return { pieces, isCut: at < bytes.length }
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
