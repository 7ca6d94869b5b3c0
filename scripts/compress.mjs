import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { filesUnder } from './files.mjs'

const brotli = promisify(brotliCompress)
const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|wasm|txt)$/

/**
 * Puts `name.br` beside each file that gets smaller by it, so that the box never compresses while it serves.
 * @param {string} appFolder
 */
export async function compress(appFolder) {
  const paths = (await filesUnder(appFolder)).filter((path) => COMPRESSIBLE.test(path))
  await Promise.all(paths.filter((path) => !existsSync(`${path}.br`)).map((path) => compressFile(path)))
}

/**
 * @param {string} path
 * @param {number} quality
 */
export async function compressFile(path, quality = 11) {
  const plain = await readFile(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  const small = await brotli(plain, { params })
  if (small.length < plain.length) await writeFile(`${path}.br`, small)
}
