// `npm run bench -- years [--json]`: what a document weighs and takes to open after years of changes, with epochs and without.
import { parseArgs } from 'node:util'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'rolldown'
import { ROOT } from '../../scripts/step.mjs'
import { machine } from '../machine.mjs'

/** @param {string[]} args */
export async function bench(args) {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values
  // Beside node_modules, where Yjs is found: two copies of it would not know each other.
  const folder = await mkdtemp(join(ROOT, 'dist/bench-'))
  try {
    const file = join(folder, 'replay.mjs')
    await build({
      input: join(import.meta.dirname, 'replay.ts'),
      platform: 'node',
      output: { file, format: 'esm' },
      external: ['yjs'],
    })
    const { replay } = await import(file)
    const report = { machine: machine(), ...replay() }
    console.log(json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
  } finally {
    await rm(folder, { recursive: true })
  }
}
