import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './step.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 }

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/**
 * Runs one of vitest.config.ts's projects and counts. What vitest prints is shown as it comes, or handed back.
 * @param {'unit' | 'journeys' | 'soak' | 'measured'} project
 * @param {{ filters?: string[], show?: boolean, env?: NodeJS.ProcessEnv }} [how]
 * @returns {Promise<{ counts: Counts, printed: string, failures: string[] }>} with the names of the tests that failed
 */
export async function vitest(project, { filters = [], show = false, env = process.env } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-vitest-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json']
  const child = spawn(`${ROOT}node_modules/.bin/vitest`, [...args, `--outputFile.json=${report}`, ...filters], {
    cwd: ROOT,
    env,
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const said = await readFile(report, 'utf8').then(JSON.parse, () => undefined) // no report: vitest itself broke
  const counts = said ? countsOf(said) : { ...NONE }
  await rm(folder, { recursive: true })
  // A file that does not even load has no failed test, yet is a failure.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return { counts, printed, failures: said ? failuresIn(said) : [] }
}

/** @param {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>} report @returns {Counts} */
function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

/** @param {{ testResults: { assertionResults: { status: string, fullName: string }[] }[] }} report */
const failuresIn = ({ testResults }) =>
  testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []))
