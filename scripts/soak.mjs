// `npm run soak -- --hours H`: a room of the built app lived in for hours, in Chromium; prints a report. Minutes: --hours 0.05
import './ready.mjs'
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium.mjs'
import { run, step } from './step.mjs'
import { vitest } from './vitest.mjs'

const { values } = parseArgs({ options: { hours: { type: 'string', default: '1' }, seed: { type: 'string' } } })
if (!(Number(values.hours) > 0)) {
  console.error('--hours wants a number above 0.')
  process.exit(2)
}
if (!(await step('build', () => run('node', 'scripts/build.mjs')))) process.exit(1)
const env = {
  ...process.env,
  OSMOSE_CHROMIUM: await ensureChromium(),
  OSMOSE_SOAK_HOURS: values.hours,
  ...(values.seed !== undefined && { OSMOSE_SOAK_SEED: values.seed }),
}
const { counts } = await vitest('soak', { show: true, env })
process.exitCode = counts.failed > 0 ? 1 : 0
