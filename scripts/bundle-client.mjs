import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './step.mjs'

/**
 * The client for pages of other origins: one readable module that stands alone, and its types.
 * @param {string} folder
 */
export async function bundleClient(folder) {
  const { build } = await import('rolldown')
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const bundle = await build({
    input: join(ROOT, 'src/client/osmose.ts'),
    transform: { define: { OSMOSE_VERSION: JSON.stringify(version) } },
    output: { format: 'esm' },
    write: false,
    logLevel: 'warn',
  })
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'osmose.js'),
    `// Osmose ${version}, MIT: offers what a page can do to a room.\n${bundle.output[0].code}`,
  )
  await writeFile(join(folder, 'osmose.d.ts'), await readFile(join(ROOT, 'src/client/types.ts'), 'utf8'))
}
