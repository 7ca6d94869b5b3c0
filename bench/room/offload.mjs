import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vitest } from '../../scripts/vitest.mjs'

/**
 * One picture on a phone that runs at a quarter of this machine's speed: looked at by itself, and by a screen it asks.
 * Medians of ten; `localFirstMs`: the first time, when the phone also reads and compiles 12 MB of models.
 * @param {string} chromium
 */
export async function measureOffload(chromium) {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-offload-'))
  const report = join(folder, 'report.json')
  try {
    const env = { ...process.env, OSMOSE_CHROMIUM: chromium, OSMOSE_REPORT: report }
    const { counts, printed } = await vitest('measured', { filters: ['offload'], env })
    if (counts.failed > 0) throw new Error(printed)
    /** @type {{ callMs: number[], warmMs: number[], firstMs: number }} */
    const { callMs, warmMs, firstMs } = JSON.parse(await readFile(report, 'utf8'))
    return { localMs: median(warmMs), callMs: median(callMs), localFirstMs: firstMs, slowedBy: 4 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
