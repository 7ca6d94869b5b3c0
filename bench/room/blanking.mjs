import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { vitest } from '../../scripts/vitest.mjs'

/** @typedef {{ p50: number, p95: number }} Spread */

/**
 * Two screens of the built app; before the camera of one a face about 75 px wide appears, `rounds` times.
 * @param {{ chromium: string, images: string, rounds: number }} what images: a folder with a folder of pictures a person
 * @returns {Promise<{ strangerToBlankMs: Spread, decisionToAllMs: Spread }>} from the first frame until the last screen is
 *   blank; from the first screen's blanking to the last one's
 */
export async function measureBlanking({ chromium, images, rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-blanking-'))
  const report = join(folder, 'report.json')
  try {
    const env = {
      ...process.env,
      OSMOSE_CHROMIUM: chromium,
      OSMOSE_FACES: resolve(images),
      OSMOSE_ROUNDS: String(rounds),
      OSMOSE_REPORT: report,
    }
    const { counts, printed } = await vitest('measured', { filters: ['blanking'], env })
    if (counts.failed > 0) throw new Error(printed)
    /** @type {{ toAll: number[], between: number[] }} */
    const { toAll, between } = JSON.parse(await readFile(report, 'utf8'))
    return { strangerToBlankMs: spread(toAll), decisionToAllMs: spread(between) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {number[]} values @returns {Spread} */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (/** @type {number} */ part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN
  return { p50: at(0.5), p95: at(0.95) }
}
