import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { filesUnder, sha256 } from '../scripts/files.mjs'

/** @typedef {{ bytes: number, sha256: string, from?: string }} Pin */

/**
 * How each file of the wider model is read from a folder somebody laid down: Debian's package unpacked, or its files in one
 * heap. A file counts by its name and its hash, wherever it lies; `pinning` takes the first of that name.
 * @param {string} folder
 * @param {{ package: string, features: object }} wider
 * @param {{ pinning: boolean }} how
 * @returns {Promise<(pin: Pin) => Promise<Buffer>>}
 */
export async function readWider(folder, wider, { pinning }) {
  const paths = await filesUnder(folder)
  if (paths.length === 0) throw new Error(`There is nothing in ${folder}.`)
  return async (pin) => {
    // Debian writes its features for another program: they are ours, as models.json has them.
    if (pin.from === undefined) return Buffer.from(JSON.stringify(wider.features))
    const named = paths.filter((path) => basename(path) === pin.from)
    for (const path of named) {
      const content = await readFile(path)
      if (pinning || sha256(content) === pin.sha256) return content
    }
    const fault = named.length > 0 ? 'is another one than in' : 'is missing; it is in'
    throw new Error(`${folder}: ${pin.from} ${fault} ${wider.package}, which models.json pins. Nothing was laid down.`)
  }
}
