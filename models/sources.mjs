import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../scripts/files.mjs'
import { ROOT } from '../scripts/step.mjs'

/** @typedef {{ package: string, version: string }} Source */
/** @typedef {Source & { files: Record<string, string>, slice?: number[] }} PinnedSource */

/**
 * The pinned source files of one model, in models.json's order. Refuses another version or another content.
 * @param {{ from: PinnedSource }} model
 * @param {{ pinning: boolean }} how `pinning` takes the hashes as they are
 * @returns {Promise<Buffer[]>}
 */
export async function readSources({ from }, { pinning }) {
  await checkVersion(from)
  return Promise.all(
    Object.keys(from.files).map(async (file) => {
      const content = await readPackageFile(from, file)
      if (pinning) from.files[file] = sha256(content)
      else if (sha256(content) !== from.files[file])
        throw new Error(`${from.package}'s ${file} is ${sha256(content)}; models.json says ${from.files[file]}.`)
      return from.slice ? content.subarray(...from.slice) : content
    }),
  )
}

/** @param {Source} source */
export async function checkVersion({ package: name, version }) {
  const installed = JSON.parse(await readFile(packagePath(name, 'package.json'), 'utf8')).version
  if (installed !== version) throw new Error(`${name} is ${installed}; models.json pins ${version}.`)
}

/** @param {Source} source @param {string} file */
export const readPackageFile = (source, file) => readFile(packagePath(source.package, file))

/** What is in one of its folders, in an order that is the same everywhere. @param {Source} source @param {string} folder */
export const packageFiles = async (source, folder) => (await readdir(packagePath(source.package, folder))).sort()

/** @param {string} name @param {string} file */
const packagePath = (name, file) => join(ROOT, 'node_modules', name, file)
