// `npm run nightly`: what takes too long for every day. A million spoiled inputs over all doors, and buildings by seeds that
// nobody has seen; then the journeys that are shorter by day. It says first how to run the same night again: FUZZ_SEED, FROM,
// SEEDS and FUZZ are taken as they are given. A building's seed that fails is kept as a case of every day.
import './ready.mjs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ROOT, run } from './step.mjs'
import { sum, vitest } from './vitest.mjs'

const LONG = ['files', 'outages', 'rooms', 'entering'].map((name) => `tests/journeys/${name}.test`)
const FOUND = join(ROOT, 'tests/simulation/found-seeds.json')
const now = Date.now()
const night = { FUZZ: '1000000', FUZZ_SEED: `${now}`, SEEDS: '200', FROM: `${now % 1_000_000_000}` }
for (const name of /** @type {(keyof typeof night)[]} */ (Object.keys(night)))
  night[name] = process.env[name] ?? night[name]
const again = Object.entries(night).map(([name, value]) => `${name}=${value}`)
console.log(`The same night again: ${again.join(' ')} npm run nightly`)
const filters = ['tests/fuzz', 'tests/simulation/anything']
const { counts, failures } = await vitest('unit', { filters, show: true, env: { ...process.env, ...night } })
await keep(failures.flatMap((name) => Number(/whatever happens.*\(seed (\d+)\)/.exec(name)?.[1] ?? NaN)))
const all = sum(counts, await longJourneys())
console.log(`${all.passed} passed, ${all.failed} failed`)
process.exitCode = all.failed > 0 ? 1 : 0

/** What is shorter by day: a file of 60 MB, cables out for 12 s, four rooms, one phone that comes and goes. */
async function longJourneys() {
  await run('node', 'scripts/build.mjs')
  const env = { ...process.env, OSMOSE_CHROMIUM: await ensureChromium(), OSMOSE_NIGHT: '1' }
  return (await vitest('journeys', { filters: LONG, show: true, env })).counts
}

/** @param {number[]} seeds */
async function keep(seeds) {
  const isFresh = (/** @type {number} */ seed) =>
    seed >= Number(night.FROM) && seed < Number(night.FROM) + Number(night.SEEDS)
  const known = /** @type {number[]} */ (JSON.parse(await readFile(FOUND, 'utf8')))
  const fresh = seeds.filter((seed) => isFresh(seed) && !known.includes(seed))
  if (fresh.length === 0) return
  await writeFile(FOUND, `${JSON.stringify([...known, ...fresh], null, 2)}\n`)
  console.log(`Kept in tests/simulation/found-seeds.json: ${fresh.join(', ')}. Commit them.`)
}
