// Imported first by every command, so that a checkout that cannot run yet is answered by one sentence.
import { existsSync } from 'node:fs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)

if (!isNewEnough) stop(`Osmose needs Node 20.19, 22.12 or 24, or newer; this is Node ${process.versions.node}.`)
if (!existsSync(new URL('../node_modules', import.meta.url))) stop('Run `npm ci` here first: node_modules is missing.')

/** @param {string} sentence */
function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
