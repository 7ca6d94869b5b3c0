import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'rolldown'
import { ROOT } from '../../scripts/step.mjs'

/** What a screen works out by itself, with no browser in between: in Node, milliseconds. */
export async function measureJudging() {
  // Beside node_modules, where Yjs is found: two copies of it would not know each other.
  await mkdir(join(ROOT, 'dist'), { recursive: true })
  const folder = await mkdtemp(join(ROOT, 'dist/bench-'))
  try {
    const file = join(folder, 'judging.mjs')
    const input = join(import.meta.dirname, 'judging.ts')
    await build({ input, platform: 'node', output: { file, format: 'esm' }, external: ['yjs'] })
    const { ruleMatch, rekey } = await import(file)
    return { ruleMatchMs: ruleMatch(2_000), rekeyMs: await rekey(500) }
  } finally {
    await rm(folder, { recursive: true })
  }
}
