// `node bench/open.mjs`: how long a room of 100,000 changes takes to open from disk, in Chromium at a quarter of its speed.
// The peer is Yjs alone, given the same document in one piece from memory.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { build } from 'rolldown'
import { findChromium } from '../scripts/chromium.mjs'

const SLOWER = 4
const page = join(import.meta.dirname, 'open-page.ts')
const { output } = await build({ input: page, platform: 'browser', write: false, output: { format: 'iife' } })
const server = createServer((_, answer) => {
  answer.setHeader('content-type', 'text/html')
  answer.end(`<!doctype html><script>${output[0].code.replaceAll('</script', '<\\/script')}</script>`)
}).listen(0, '127.0.0.1')
await new Promise((listening) => server.once('listening', listening))
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
const folder = await mkdtemp(join(tmpdir(), 'osmose-bench-'))
const executablePath = (await findChromium()) ?? ''

try {
  for (const keys of [10, 100_000]) {
    console.log(`\n100,000 changes of ${keys} keys`)
    console.log(' filling ', await inBrowser(`fill(${keys})`, 1))
    for (const slower of [1, SLOWER])
      console.log(` opening, ${slower} times slower`, await inBrowser('reopen()', slower))
  }
} finally {
  server.close()
  await rm(folder, { recursive: true })
}

/** A browser of its own each time, so that nothing is warm. @param {string} call @param {number} slower */
async function inBrowser(call, slower) {
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: ['--no-sandbox'] })
  try {
    const tab = await context.newPage()
    await tab.goto(`http://127.0.0.1:${port}/`)
    const devtools = await context.newCDPSession(tab)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    return await tab.evaluate(call)
  } finally {
    await context.close()
  }
}
