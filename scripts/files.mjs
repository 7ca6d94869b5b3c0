import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * Paths of all files under a folder (or the file itself), sorted, so that the order says nothing about the disk.
 * @param {string} path
 * @returns {Promise<string[]>}
 */
export async function filesUnder(path) {
  const found = await stat(path).catch(() => undefined)
  if (!found) return []
  if (found.isFile()) return [path]
  const names = (await readdir(path)).sort()
  return (await Promise.all(names.map((name) => filesUnder(join(path, name))))).flat()
}

/** @param {string | Buffer} content */
export const sha256 = (content) => createHash('sha256').update(content).digest('hex')

/**
 * One value for a set of files: any change of a name or a byte changes it; where the folder stands does not.
 * @param {string} folder
 * @param {string[]} paths files or folders in it
 */
export async function sha256OfAll(folder, paths) {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(folder, path))))).flat()
  const lines = files.map(async (path) => `${relative(folder, path)} ${sha256(await readFile(path))}`)
  return sha256((await Promise.all(lines)).join('\n'))
}
