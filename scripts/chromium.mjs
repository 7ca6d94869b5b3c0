import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where a Chromium is installed, or undefined. */
export async function findChromium() {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env['OSMOSE_CHROMIUM'] ?? '', ...installed, await playwrights()].find((path) => existsSync(path))
}

/** Where a Chromium is installed, installing one where there is none. Throws one sentence where it cannot. */
export async function ensureChromium() {
  const found = await findChromium()
  if (found) return found
  for (const [command, ...args] of waysToInstall()) {
    console.error(`Installing Chromium for the tests: ${[command, ...args].join(' ')}`)
    if (spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status !== 0) continue
    const installed = await findChromium()
    if (installed) return installed
  }
  throw new Error(
    'The tests need a Chromium, and none could be installed here: install one, or set OSMOSE_CHROMIUM to its path.',
  )
}

/** What a browser says it is, so that a failure can be told apart from another machine's. */
export const versionOf = (/** @type {string} */ chromium) =>
  spawnSync(chromium, ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'of unknown version'

/** @returns {[string, ...string[]][]} */
function waysToInstall() {
  const playwright = /** @type {[string, ...string[]]} */ (['npx', 'playwright', 'install', 'chromium'])
  if (!has('apt-get')) return [playwright]
  // certutil, of libnss3-tools, lets a test trust a box's own certificate authority.
  const apt = 'apt-get update && apt-get install -y chromium libnss3-tools'
  if (process.getuid?.() === 0) return [['sh', '-c', apt], playwright]
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return [['sudo', '-n', 'sh', '-c', apt], playwright]
  return [playwright]
}

const has = (/** @type {string} */ command) => spawnSync(command, ['--version']).status === 0

async function playwrights() {
  const { chromium } = await import('playwright')
  return chromium.executablePath()
}
