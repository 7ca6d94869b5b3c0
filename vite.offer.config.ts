import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import app from './vite.config.ts'

/** The offer window: a page of its own (scripts/build.mjs). */
export default defineConfig({
  plugins: [solid()],
  // Laid there by the app's own build.
  publicDir: false,
  build: {
    ...(app.build?.target && { target: app.build.target }),
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: 'offer.html', checks: { pluginTimings: false } },
  },
})
