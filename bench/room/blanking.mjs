import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from '../../scripts/step.mjs'
import { vitest } from '../../scripts/vitest.mjs'
import { inBrowser } from '../faces/browser.mjs'
import { buildPages } from '../faces/build.mjs'
import { listImages } from '../faces/images.mjs'
import { serve } from '../faces/serve.mjs'

/** @typedef {{ p50: number, p95: number }} Spread */

/**
 * Two screens of the built app; before the camera of one a face 72 px wide appears, `rounds` times.
 * @param {{ chromium: string, images: string, rounds: number }} what images: a folder with a folder of pictures a person
 * @returns {Promise<{ strangerToBlankMs: Spread, decisionToAllMs: Spread, known: number }>} from the first frame until the last screen is
 *   blank; from the first screen's blanking to the last one's; how many people the room knows, with whom they are compared
 */
export async function measureBlanking({ chromium, images, rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-blanking-'))
  const [report, strangers] = [join(folder, 'report.json'), join(folder, 'strangers.json')]
  try {
    await writeFile(strangers, JSON.stringify(await facesIn(chromium, images)))
    const env = {
      ...process.env,
      OSMOSE_CHROMIUM: chromium,
      OSMOSE_STRANGERS: strangers,
      OSMOSE_ROUNDS: String(rounds),
      OSMOSE_REPORT: report,
    }
    const { counts, printed } = await vitest('measured', { filters: ['blanking'], env })
    if (counts.failed > 0) throw new Error(printed)
    /** @type {{ toAll: number[], between: number[], known: number }} */
    const { toAll, between, known } = JSON.parse(await readFile(report, 'utf8'))
    return { strangerToBlankMs: spread(toAll), decisionToAllMs: spread(between), known }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * One picture of each person, and which part of its width the face takes.
 * @param {string} chromium
 * @param {string} images
 */
async function facesIn(chromium, images) {
  const all = await listImages(images)
  const one = all.filter(({ person }, i) => all.findIndex((other) => other.person === person) === i)
  await run('node', 'models/make.mjs')
  const pages = await buildPages(['ours'])
  const site = await serve({ pages, images })
  try {
    const at = { chromium, origin: site.origin, images: one, page: 'ours' }
    /** @type {number[]} */
    const parts = await inBrowser(at, (page, { pictures }) =>
      page.evaluate((shown) => /** @type {any} */ (globalThis).faceParts(shown), pictures),
    )
    return one.flatMap(({ path }, i) => {
      const part = parts[i] ?? 0
      return part > 0 ? [{ path: join(resolve(images), ...path.split('/').map(decodeURIComponent)), part }] : []
    })
  } finally {
    await site.close()
  }
}

/** @param {number[]} values @returns {Spread} */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (/** @type {number} */ part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN
  return { p50: at(0.5), p95: at(0.95) }
}
