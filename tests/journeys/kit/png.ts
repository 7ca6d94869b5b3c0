import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A picture as a PNG file: a slow gradient, or noise, which cannot be compressed. */
export function pngOf(width: number, height: number, { noise = false } = {}): Buffer {
  const rows = Buffer.concat(
    Array.from({ length: height }, (_, y) =>
      Buffer.concat([Buffer.of(0), noise ? randomBytes(width * 3) : gradientRow(width, y)]),
    ),
  )
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  // Eight bits, red, green and blue.
  const header = Buffer.concat([size, Buffer.of(8, 2, 0, 0, 0)])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const gradientRow = (width: number, y: number) =>
  Buffer.from(Array.from({ length: width }, (_, x) => [x % 256, y % 256, 128]).flat())

function chunk(type: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), bytes])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
