// `npm run bench -- room [--images DIR] [--rounds N] [--json]`: what a room does for who is in it, beside bare channels where
// there is a peer. DIR holds a folder of pictures a person, who come in as strangers; without it that is not measured.
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run } from '../../scripts/step.mjs'
import { buildPage } from '../mesh/build.mjs'
import { openPages } from '../mesh/pages.mjs'
import { measureCalls, measureServices } from '../mesh/pair.mjs'
import { newRoom } from '../mesh/room.mjs'
import { startServers } from '../mesh/servers.mjs'
import { machine } from '../machine.mjs'
import { measureBlanking } from './blanking.mjs'
import { measureJudging } from './judging.mjs'
import { measureOffload } from './offload.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const options = /** @type {const} */ ({
    json: { type: 'boolean' },
    images: { type: 'string' },
    rounds: { type: 'string', default: '20' },
  })
  const { json, images, rounds } = parseArgs({ args, options }).values
  const before = machine()
  await run('node', 'scripts/build.mjs')
  const chromium = await ensureChromium()
  /** @type {Record<string, string>} */
  const reasons = images ? {} : { strangerToBlankMs: 'name a folder of pictures: --images DIR' }
  // Not measured: null, and never a number that nobody has seen. What one part cannot measure costs no other its figures.
  /** @template {object} T @template {object} N @param {N} none @param {() => Promise<T>} measure @returns {Promise<N | T>} */
  const part = async (none, measure) => {
    try {
      return await measure()
    } catch (thrown) {
      process.exitCode = 1
      for (const key of Object.keys(none)) reasons[key] = String(thrown)
      return none
    }
  }
  const noBlanking = { strangerToBlankMs: null, decisionToAllMs: null }
  const report = {
    machine: before,
    ...(images
      ? await part(noBlanking, () => measureBlanking({ chromium, images, rounds: Number(rounds) }))
      : noBlanking),
    ...(await part({ callMs: null }, async () => ({ callMs: await serviceCalls(chromium) }))),
    ...(await part({ ruleMatchMs: null, rekeyMs: null }, measureJudging)),
    ...(await part({ offload: null }, async () => ({ offload: await measureOffload(chromium) }))),
    reasons,
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
