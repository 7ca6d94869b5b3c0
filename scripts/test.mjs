// `npm test`: the checks, the build, then journeys in a real browser. Words after `--` choose tests by their path.
import './ready.mjs'
import { check } from './check.mjs'
import { ensureChromium, versionOf } from './chromium.mjs'
import { run, step } from './step.mjs'
import { NONE, sum, vitest } from './vitest.mjs'

const filters = process.argv.slice(2)
let counts = filters.length > 0 ? (await vitest('unit', { filters, show: true })).counts : await check()
// Journeys take minutes: no use in them while a quick check says what is wrong.
if (counts.failed === 0) counts = sum(counts, await journeys())
if (counts.passed + counts.failed + counts.skipped === 0) {
  console.error(`No test matches ${filters.join(' ')}.`)
  process.exitCode = 1
}
if (counts.failed > 0) process.exitCode = 1
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)

/** @returns {Promise<import('./vitest.mjs').Counts>} */
async function journeys() {
  let chromium = ''
  const ready =
    (await step('build', () => run('node', 'scripts/build.mjs'))) &&
    (await step('chromium', async () => {
      chromium = await ensureChromium()
      return `${versionOf(chromium)}, ${chromium}`
    }))
  if (!ready) return { ...NONE, failed: 1 }
  const env = { ...process.env, OSMOSE_CHROMIUM: chromium }
  let counts = NONE
  for (const how of ['together', 'alone']) {
    const part = await vitest('journeys', { filters, show: true, env: { ...env, OSMOSE_JOURNEYS: how } })
    counts = sum(counts, part.counts)
  }
  return counts
}
