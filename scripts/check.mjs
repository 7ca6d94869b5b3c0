// `npm run check`: everything that needs no browser. `--fix` formats and mends what can be mended.
import './ready.mjs'
import { pathToFileURL } from 'node:url'
import { visitorsFirstLoad } from './size.mjs'
import { run, step } from './step.mjs'
import { NONE, vitest } from './vitest.mjs'

const TYPES = [
  'tsconfig.json',
  'tsconfig.worker.json',
  'tsconfig.node.json',
  'scripts/tsconfig.json',
  'bench/tsconfig.json',
  'models/tsconfig.json',
]

/**
 * @param {{ fix?: boolean }} [how]
 * @returns {Promise<import('./vitest.mjs').Counts>} tests, and each other step that failed as one failure
 */
export async function check({ fix = false } = {}) {
  let counts = NONE
  const unit = async () => {
    const { counts: counted, printed } = await vitest('unit')
    counts = counted
    if (counted.failed > 0) throw new Error(printed)
    return `${counted.passed} passed`
  }
  const results = [
    // One after the other what may change files; the rest two by two, for two cores.
    await step('format', () => run('oxfmt', fix ? '--write' : '--check', '.')),
    await step('lint', () => run('oxlint', ...(fix ? ['--fix'] : []))),
    ...(await Promise.all([step('types', types), step('dead code', () => run('knip', '--no-progress'))])),
    await step('size', size),
  ]
  await step('unit tests', unit)
  const broken = results.filter((passed) => !passed).length
  return { ...counts, failed: counts.failed + broken }
}

async function types() {
  const runs = await Promise.allSettled(TYPES.map((config) => run('tsc', '-p', config)))
  const faults = runs.flatMap((tsc) => (tsc.status === 'rejected' ? [tsc.reason.message] : []))
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

async function size() {
  await run('node', 'scripts/build.mjs')
  return visitorsFirstLoad()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { failed } = await check({ fix: process.argv.includes('--fix') })
  process.exitCode = failed > 0 ? 1 : 0
}
