import { crc32 } from 'node:zlib'

/**
 * Puts a file behind a model as MediaPipe looks for it: in a zip, uncompressed, whose places count from the model's start.
 * @param {Uint8Array} model @param {string} name @param {string} text
 */
export function withFile(model, name, text) {
  const [path, content] = [Buffer.from(name), Buffer.from(text)]
  // What the entry and the directory say alike, from "version needed" to "length of extra".
  const about = Buffer.alloc(26)
  about.writeUInt16LE(20, 0)
  // 1 January 1980: the same file gives the same bytes whenever it is made.
  about.writeUInt16LE(0x21, 8)
  about.writeUInt32LE(crc32(content), 10)
  about.writeUInt32LE(content.length, 14)
  about.writeUInt32LE(content.length, 18)
  about.writeUInt16LE(path.length, 22)
  const entry = Buffer.concat([signature(3, 4), about, path, content])
  const place = Buffer.alloc(14)
  place.writeUInt32LE(model.length, 10)
  const directory = Buffer.concat([signature(1, 2), Buffer.from([20, 0]), about, place, path])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(model.length + entry.length, 12)
  return Buffer.concat([model, entry, directory, signature(5, 6), end])
}

/** @param {number} a @param {number} b */
const signature = (a, b) => Buffer.from([0x50, 0x4b, a, b])
