// `npm run bench -- open [--changes N] [--visits N] [--json]`: a code opened until live, and a room of many changes from disk.
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run } from '../../scripts/step.mjs'
import { machine } from '../machine.mjs'
import { measureStored } from './stored.mjs'
import { measureVisits } from './visits.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    changes: { type: 'string', default: '100000' },
    visits: { type: 'string', default: '10' },
    json: { type: 'boolean' },
  })
  const { changes, visits, json } = parseArgs({ args, options }).values
  if (!(Number(changes) >= 100 && Number(visits) >= 1))
    return console.error('npm run bench -- open [--changes N] [--visits N] [--json]')
  const before = machine()
  await run('node', 'scripts/build.mjs')
  const chromium = await ensureChromium()
  const report = {
    machine: before,
    visits: await measureVisits(chromium, Number(visits)),
    stored: await measureStored(chromium, Number(changes)),
  }
  console.log(json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
}
