import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { firstLoad } from './scripts/first-load.ts'
import { firstPage } from './scripts/first-page.ts'

export default defineConfig({
  plugins: [solid(), firstPage()],
  // simple-peer, inside y-webrtc, expects Node's name for it.
  define: { global: 'globalThis' },
  build: {
    outDir: 'dist/app',
    // The first versions whose WebCrypto has Ed25519 and X25519; public/support.js names the same.
    target: ['chrome137', 'firefox130', 'safari17.4'],
    modulePreload: { polyfill: false },
    // The page's policy allows files of its own origin, no data: addresses.
    assetsInlineLimit: 0,
    // Read by scripts/size.mjs, then taken away: it is not part of the app.
    manifest: 'manifest.json',
    reportCompressedSize: false,
    // Whoever starts a box is told how long each step took, not which plugin of ours was slow.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups: [{ name: firstLoad() }] } },
    },
  },
})
