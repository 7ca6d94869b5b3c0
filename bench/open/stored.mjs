import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium as playwright } from 'playwright'
import { build } from 'rolldown'

/** A tablet on a wall has about this part of the speed of what we measure on. */
const SLOWER = 4

/**
 * How long a room of so many changes takes to open from disk. The peer is Yjs alone, given the same document in one piece
 * from memory. Ten keys written over and over fold into little; as many keys as changes cannot.
 * @param {string} executablePath @param {number} changes
 */
export async function measureStored(executablePath, changes) {
  const page = join(import.meta.dirname, 'page.ts')
  const { output } = await build({ input: page, platform: 'browser', write: false, output: { format: 'iife' } })
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(`<!doctype html><script>${output[0].code.replaceAll('</script', '<\\/script')}</script>`)
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const folder = await mkdtemp(join(tmpdir(), 'osmose-bench-'))
  try {
    const measured = []
    for (const keys of [10, changes]) {
      const filled = await inBrowser(`fill(${changes}, ${keys})`, 1)
      const opened = await inBrowser('reopen()', 1)
      measured.push({
        changes,
        keys,
        ...filled,
        ...opened,
        slower: { by: SLOWER, ...(await inBrowser('reopen()', SLOWER)) },
      })
    }
    return measured
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }

  /** A browser of its own each time, so that nothing is warm. @param {string} call @param {number} slower @returns {Promise<any>} */
  async function inBrowser(call, slower) {
    const context = await playwright.launchPersistentContext(folder, { executablePath, args: ['--no-sandbox'] })
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
}
