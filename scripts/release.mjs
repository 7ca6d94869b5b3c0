import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { filesUnder, sha256 } from './files.mjs'

/** Not of the shell: the worker that keeps it, its description, what compress.mjs adds, the models, and the client. */
const SHELL = /^(?!\/(sw\.js|release\.json|models\/.*|client\/.*|.*\.br)$)/
/** What pages of other origins fetch from the box: no device of a room has a use for it. */
const CLIENT = /^\/client\/.*(?<!\.br)$/
/** Fetched by devices that recognise, and kept by the worker apart from the shell. */
const MODELS = /^\/models\/.*(?<!\.br)$/

/**
 * Writes sw.js, which keeps every file of the shell by its hash, and release.json, by which a build can be compared
 * with the release from another device.
 * @param {string} appFolder
 * @param {string} version
 * @param {string} workerCode the bundled src/sw/worker.ts
 */
export async function writeRelease(appFolder, version, workerCode) {
  const shell = await hashes(appFolder, SHELL)
  // Of the code too: a worker whose code alone changed must not fill, or drop, the cache of the one before it.
  const id = sha256(workerCode + listing(shell)).slice(0, 16)
  const models = await hashes(appFolder, MODELS)
  const worker = `const SHELL = ${JSON.stringify({ id, files: integrities(shell), models: integrities(models) })};\n${workerCode}`
  await writeFile(join(appFolder, 'sw.js'), worker)
  // The worker decides what every page of this origin is made of, so the fingerprint covers it as well, and through the
  // hashes in it the models.
  const files = { ...shell, ...(await hashes(appFolder, CLIENT)), '/sw.js': sha256(worker) }
  const release = { version, fingerprint: sha256(listing(files)), files }
  await writeFile(join(appFolder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`)
  return release
}

/**
 * @param {string} appFolder
 * @param {RegExp} which
 * @returns {Promise<Record<string, string>>} SHA-256 of each of these files, by its path on the box
 */
async function hashes(appFolder, which) {
  const paths = (await filesUnder(appFolder)).filter((path) => which.test(address(appFolder, path)))
  const entries = paths.map(async (path) => [address(appFolder, path), sha256(await readFile(path))])
  return Object.fromEntries(await Promise.all(entries))
}

/** @param {string} appFolder @param {string} path */
const address = (appFolder, path) => `/${relative(appFolder, path)}`

/** @param {Record<string, string>} files */
const listing = (files) =>
  Object.entries(files)
    .map(([path, hash]) => `${hash} ${path}\n`)
    .sort()
    .join('')

/** @param {string} hex */
const sri = (hex) => `sha256-${Buffer.from(hex, 'hex').toString('base64')}`

/** @param {Record<string, string>} files */
const integrities = (files) => Object.fromEntries(Object.entries(files).map(([path, hex]) => [path, sri(hex)]))
