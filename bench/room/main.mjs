// `npm run bench -- room [--json]`: what a room does for who is in it, beside bare channels where there is a peer.
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run } from '../../scripts/step.mjs'
import { buildPage } from '../mesh/build.mjs'
import { openPages } from '../mesh/pages.mjs'
import { measureCalls, measureServices } from '../mesh/pair.mjs'
import { newRoom } from '../mesh/room.mjs'
import { startServers } from '../mesh/servers.mjs'
import { machine } from '../machine.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values
  const before = machine()
  await run('node', 'scripts/build.mjs')
  const report = {
    machine: before,
    // Not measured here yet: null, and never a number that nobody has seen.
    strangerToBlankMs: null,
    decisionToAllMs: null,
    callMs: await serviceCalls(await ensureChromium()),
    ruleMatchMs: null,
    rekeyMs: null,
    offload: null,
  }
  console.log(json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
}

/**
 * `ours`: a service asked for on another screen that parses, authorizes, runs it (the lamp: one record written) and answers.
 * `raw`: a word there and back on a bare channel.
 * @param {string} chromium
 */
async function serviceCalls(chromium) {
  const servers = await startServers(await buildPage())
  const pages = await openPages(chromium)
  try {
    const ours = await measureServices(pages, newRoom('ours', servers))
    const raw = await measureCalls(pages, newRoom('raw', servers))
    return { ours, raw: raw.callMs }
  } finally {
    await pages.close()
    await servers.stop()
  }
}
