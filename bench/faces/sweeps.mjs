import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'
import { inBrowser } from './browser.mjs'
import { plot } from './plot.mjs'

/** @typedef {import('./page/sweeps.ts').Point} Point */

const PLOTS = join(ROOT, 'bench/faces/plots')

/**
 * Shows known people and strangers in worse and worse pictures, and draws how often each is got wrong.
 * @param {import('./browser.mjs').Asked} what
 */
export const drawSweeps = (what) =>
  inBrowser({ ...what, page: 'sweeps' }, async (page, { pictures }) => {
    await mkdir(PLOTS, { recursive: true })
    /** @type {{ name: string, unit: string }[]} */
    const sweeps = await page.evaluate(() => /** @type {any} */ (globalThis).sweeps)
    /** @type {Record<string, Point[]>} */
    const all = {}
    for (const sweep of sweeps) {
      /** @type {Point[]} */
      const points = await page.evaluate(
        ([shown, name]) => /** @type {any} */ (globalThis).sweep(shown, name),
        /** @type {const} */ ([pictures, sweep.name]),
      )
      all[sweep.name] = points
      await writeFile(join(PLOTS, `${sweep.name}.svg`), plot(sweep, points))
      console.error(`✓ ${sweep.name}`)
    }
    return all
  })
