// `npm run bench -- faces --images DIR [--json] [--peer] [--sweeps]`: how well and how fast faces are told apart;
// with --sweeps, how that goes as pictures get worse, drawn into bench/faces/plots; with --replay MINUTES, how often the wall
// would blank before three people it knows who turn, bend, hide and come back; with --arrivals, how soon it would blank for
// each picture that comes in.
// DIR holds one folder a person, with .jpg or .png. Nothing of DIR is copied, and nothing leaves this machine.
import { parseArgs } from 'node:util'
import { ensureChromium } from '../../scripts/chromium.mjs'
import { run } from '../../scripts/step.mjs'
import { measureArrivals } from './arrivals.mjs'
import { buildPages } from './build.mjs'
import { inBrowser, measureInBrowser } from './browser.mjs'
import { listImages } from './images.mjs'
import { table } from './print.mjs'
import { serve } from './serve.mjs'
import { drawSweeps } from './sweeps.mjs'

const USAGE =
  'npm run bench -- faces --images DIR [--json] [--peer] [--sweeps] [--replay MINUTES [--seed N]] [--arrivals]'

/** @param {string[]} args */
export async function bench(args) {
  const { images: folder, json, peer, sweeps, replay, seed, arrivals, 'tfjs-wasm': tfjsWasm } = read(args)
  if (!folder) return fail(USAGE)
  const images = await listImages(folder).catch(() => [])
  if (images.length === 0) return fail(`${folder} has no pictures: .jpg or .png are looked for in a folder a person.`)
  await run('node', 'models/make.mjs')
  const chromium = await ensureChromium()
  const pages = await buildPages([
    replay ? 'replay' : arrivals ? 'arrivals' : sweeps ? 'sweeps' : 'ours',
    ...(peer ? ['peer'] : []),
  ])
  const site = await serve({ pages, images: folder, ...(tfjsWasm ? { tfjsWasm } : {}) })
  try {
    const at = { chromium, origin: site.origin, images }
    if (replay) return console.log(JSON.stringify(await replayed(at, Number(replay), Number(seed ?? 1)), null, 2))
    if (arrivals) return console.log(JSON.stringify(await measureArrivals(at), null, 2))
    if (sweeps) return console.log(JSON.stringify(await drawSweeps(at), null, 2))
    const ours = await measureInBrowser({ ...at, page: 'ours' })
    const report = peer ? { ...ours, peer: await measureInBrowser({ ...at, page: 'peer' }) } : ours
    console.log(json ? JSON.stringify(report, null, 2) : table(report))
  } finally {
    await site.close()
  }
}

/**
 * @param {import('./browser.mjs').Asked} at
 * @param {number} minutes
 * @param {number} seed
 * @returns {Promise<import('./page/replay.ts').Replay>}
 */
const replayed = (at, minutes, seed) =>
  inBrowser({ ...at, page: 'replay' }, (page, { pictures }) =>
    page.evaluate(
      ([all, long, from]) => /** @type {any} */ (globalThis).replay(all, long, from),
      [pictures, minutes, seed],
    ),
  )

/** @param {string[]} args */
function read(args) {
  const options = /** @type {const} */ ({
    images: { type: 'string' },
    json: { type: 'boolean' },
    peer: { type: 'boolean' },
    sweeps: { type: 'boolean' },
    replay: { type: 'string' },
    seed: { type: 'string' },
    arrivals: { type: 'boolean' },
    // Where the peer's runtime is, if it is not installed here.
    'tfjs-wasm': { type: 'string' },
  })
  try {
    return parseArgs({ args, options }).values
  } catch (fault) {
    fail(fault instanceof Error ? `${fault.message}\n${USAGE}` : USAGE)
    return {}
  }
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(sentence)
  process.exitCode = 1
}
