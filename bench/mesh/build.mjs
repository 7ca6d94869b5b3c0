import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'

/** Bundles the bench's page as the app is bundled. Returns its folder, which the box serves in place of the app. */
export async function buildPage() {
  const { build } = await import('vite')
  const outDir = join(ROOT, 'dist/bench/mesh')
  await build({
    configFile: false,
    root: join(ROOT, 'bench/mesh/page'),
    logLevel: 'error',
    // simple-peer, inside y-webrtc, expects Node's global.
    define: { global: 'globalThis' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome137',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
    },
  })
  return outDir
}
