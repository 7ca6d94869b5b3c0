// `npm run nightly`: what takes too long for every day. A million spoiled inputs at every door, and buildings by seeds that
// nobody has seen. It says first how to run the same night again: FUZZ_SEED, FROM, SEEDS and FUZZ are taken as they are given.
import './ready.mjs'
import { vitest } from './vitest.mjs'

const now = Date.now()
const night = { FUZZ: '1000000', FUZZ_SEED: `${now}`, SEEDS: '200', FROM: `${now % 1_000_000_000}` }
for (const name of /** @type {(keyof typeof night)[]} */ (Object.keys(night)))
  night[name] = process.env[name] ?? night[name]
const again = Object.entries(night).map(([name, value]) => `${name}=${value}`)
console.log(`The same night again: ${again.join(' ')} npm run nightly`)
const filters = ['tests/fuzz', 'tests/simulation/anything']
const { counts } = await vitest('unit', { filters, show: true, env: { ...process.env, ...night } })
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 ? 1 : 0
