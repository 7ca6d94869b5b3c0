import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './step.mjs'

export const BOX = join(ROOT, 'dist/box/box.js')

/** The box and all it needs in one file, because Node 20 does not run TypeScript. */
export async function bundleBox() {
  const { build } = await import('rolldown')
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  await build({
    input: join(ROOT, 'signaling/main.ts'),
    platform: 'node',
    transform: { define: { OSMOSE_VERSION: JSON.stringify(version) } },
    output: { file: BOX, format: 'esm', codeSplitting: false },
    // ws uses these two where somebody installed them, and does without.
    external: ['bufferutil', 'utf-8-validate'],
    logLevel: 'warn',
  })
}
