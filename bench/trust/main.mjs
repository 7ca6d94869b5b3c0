// `npm run bench -- trust [--json]`: what being sure of each other, and keeping it sealed, costs beside doing without.
import { createServer } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { build } from 'rolldown'
import { ensureChromium } from '../../scripts/chromium.mjs'

/** Without a camera's permission a browser hides its addresses; here both ends are in one page, and there is no box. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-features=WebRtcHideLocalIpsWithMdns']

/** @param {string[]} args */
export async function bench(args) {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values
  const say = (/** @type {string} */ text) => console.error(text)
  const page = await servePage()
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ARGS })
  try {
    const ask = async (/** @type {string} */ step, /** @type {number} */ n) => {
      say(`${step} …`)
      // A page of its own each time, so that nothing one leaves behind burdens the next.
      const tab = await browser.newPage()
      tab.setDefaultTimeout(240_000)
      tab.on('pageerror', (fault) => say(fault.message))
      await tab.goto(page.origin)
      const measured = await tab.evaluate(({ step, n }) => /** @type {any} */ (globalThis).bench[step](n), { step, n })
      await tab.close()
      return measured
    }
    const report = {
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] },
      handshake: await ask('handshakes', 60),
      roster: await ask('roster', 1_000),
      revocation: await ask('revocation', 30),
      sealing: await ask('sealing', 300),
      pin: await ask('pin', 5),
    }
    console.log(json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
  } finally {
    await browser.close()
    page.stop()
  }
}

/** The page on loopback, which browsers hold to be secure. */
async function servePage() {
  const input = join(import.meta.dirname, 'page/main.ts')
  const { output } = await build({ input, platform: 'browser', write: false, output: { format: 'iife' } })
  const html = `<!doctype html><script>${output[0].code.replaceAll('</script', '<\\/script')}</script>`
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(html)
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { origin: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}
