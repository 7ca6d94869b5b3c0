import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

/** A page of every state, for eyes only; the app never imports it. `npx vite --config src/ui/gallery/vite.config.ts` */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../../node_modules/.vite-gallery', import.meta.url)),
  plugins: [solid()],
  server: { port: 5199, strictPort: true, fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] } },
  build: { outDir: '/tmp/osmose-gallery', emptyOutDir: true },
})
