import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { AppFile } from './app-files.ts'

/** Gives files that get smaller by it their brotli: one after the other, so that a small box can serve meanwhile. */
export async function compress(files: Iterable<AppFile>): Promise<void> {
  for (const file of files) {
    if (file.br || !COMPRESSIBLE.test(file.type) || file.size < 200 || file.size > MOST_COMPRESSED_BYTES) continue
    file.br = (await preparedBrotli(file)) ?? (await brotliOf(file))
  }
}

const COMPRESSIBLE = /^(text\/|application\/(json|wasm|manifest)|image\/(svg|x-icon))/
const SMALL_BYTES = 1_000_000
const MOST_COMPRESSED_BYTES = 32_000_000

async function preparedBrotli({ disk, changedMs }: AppFile): Promise<Buffer | undefined> {
  const there = await stat(`${disk}.br`).catch(() => undefined) // most files have no compressed twin
  return there && there.mtimeMs >= changedMs ? await readFile(`${disk}.br`).catch(() => undefined) : undefined
}

async function brotliOf({ disk, size, changedMs }: AppFile): Promise<Buffer | undefined> {
  const bytes = await readFile(disk).catch(() => undefined) // gone since it was listed
  const there = await stat(disk).catch(() => undefined)
  if (!bytes || there?.size !== size || there.mtimeMs !== changedMs) return undefined
  const quality = size < SMALL_BYTES ? constants.BROTLI_MAX_QUALITY : 5
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
  const packed = await promisify(brotliCompress)(bytes, { params }).catch(() => undefined) // no memory for it: unpacked then
  return packed && packed.length < size * 0.95 ? packed : undefined
}
