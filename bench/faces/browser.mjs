import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { chromium as playwright } from 'playwright'

/** @typedef {import('./page/report.ts').Report} Report */
/** @typedef {{ chromium: string, origin: string, images: import('./images.mjs').Image[] }} Asked */
/**
 * @typedef {{ browser: import('playwright').Browser, context: import('playwright').BrowserContext,
 *   pictures: { person: string, address: string }[] }} Around
 */

/** A picture takes tens of ms; a machine that is busy with other things takes many times that. */
const MOST_MS = 120 * 60_000

/**
 * Opens one page in a browser of its own, has it measure, and adds what the system says of its memory.
 * @param {Asked & { page: 'ours' | 'peer' }} what
 * @returns {Promise<Report & { memoryMB: number | null, peakMemoryMB: number | null, tooPoor?: Record<string, number> }>}
 */
export const measureInBrowser = (what) =>
  inBrowser(what, async (page, { browser, context, pictures }) => {
    /** @type {Report} */
    const report = await page.evaluate((all) => /** @type {any} */ (globalThis).measure(all), pictures)
    const memory = await memoryOf(browser, context, page)
    /** @type {Record<string, number> | undefined} accuracy is counted without the gate */
    const tooPoor = await page.evaluate((all) => /** @type {any} */ (globalThis).judge?.(all), pictures)
    return { ...report, ...memory, ...(tooPoor ? { tooPoor } : {}) }
  })

/**
 * Opens one page in a browser of its own. Throws where the page asked anything of anybody but our server.
 * @template T
 * @param {Asked & { page: string }} what
 * @param {(page: import('playwright').Page, around: Around) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inBrowser({ chromium, origin, page: name, images }, use) {
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--js-flags=--expose-gc']
  const browser = await playwright.launch({ executablePath: chromium, args })
  try {
    const context = await browser.newContext()
    /** @type {string[]} */
    const outside = []
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:') outside.push(url.href)
    })
    const page = await context.newPage()
    page.setDefaultTimeout(MOST_MS)
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('INFO:'))
        console.error(`${name}: ${message.text().slice(0, 300)}`)
    })
    page.on('pageerror', (fault) => console.error(`${name}: ${fault.message}`))
    await page.goto(`${origin}/${name}.html`)
    await page.waitForFunction('globalThis.ready')
    const pictures = images.map(({ person, path }) => ({ person, address: `/images/${path}` }))
    const used = await use(page, { browser, context, pictures })
    if (outside.length > 0) throw new Error(`${name} asked outside: ${outside.join(', ')}`)
    return used
  } finally {
    await browser.close()
  }
}

/**
 * What the page's process holds (its workers live in it), after a garbage collection, and the most it ever held.
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').BrowserContext} context
 * @param {import('playwright').Page} page
 */
async function memoryOf(browser, context, page) {
  await (await context.newCDPSession(page)).send('HeapProfiler.collectGarbage')
  // A worker has a heap of its own, which that leaves alone.
  await Promise.all(page.workers().map((worker) => worker.evaluate('globalThis.gc()')))
  await setTimeout(2000) // what is freed is given back with a delay
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const statuses = await Promise.all(
    renderers.map(({ id }) => readFile(`/proc/${id}/status`, 'utf8').catch(() => '')), // only Linux has it
  )
  const most = (/** @type {string} */ key) => {
    const kB = statuses.map((status) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0))
    return Math.max(...kB) > 0 ? Math.round(Math.max(...kB) / 1024) : null
  }
  return { memoryMB: most('VmRSS'), peakMemoryMB: most('VmHWM') }
}
