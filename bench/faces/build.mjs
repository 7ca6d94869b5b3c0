import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'

/**
 * Bundles pages of the bench as the app is bundled, worker included.
 * @param {string[]} names
 * @returns {Promise<string>} the folder
 */
export async function buildPages(names) {
  const { build } = await import('vite')
  const root = join(ROOT, 'bench/faces/page')
  const outDir = join(ROOT, 'dist/bench/faces')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome137',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: names.map((name) => join(root, `${name}.html`)) },
    },
  })
  return outDir
}
