import { chromium as playwright } from 'playwright'

/** @typedef {import('./page/main.ts').Bench} Bench */
/** @typedef {{ ask: <K extends keyof Bench>(step: K, ...args: Parameters<Bench[K]>) => Promise<Awaited<ReturnType<Bench[K]>>>, page: import('playwright').Page }} Device */

/** One Chromium, a context (so a disk and an origin of its own) for each device. */
export async function openPages(/** @type {string} */ executablePath, /** @type {string} */ origin) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
  const browser = await playwright.launch({ executablePath, args })
  return {
    /** @returns {Promise<Device>} */
    async open() {
      const context = await browser.newContext()
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      page.on('pageerror', (fault) => console.error(fault.message))
      await page.goto(`${origin}/`)
      await page.waitForFunction('globalThis.bench')
      return {
        page,
        ask: (step, ...args) =>
          page.evaluate(
            ([step, args]) => /** @type {any} */ (globalThis).bench[step](...args),
            /** @type {const} */ ([step, args]),
          ),
      }
    },
    /** Seconds of processor time that all processes of this browser have used so far. */
    async cpuS() {
      const session = await browser.newBrowserCDPSession()
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      await session.detach()
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
    },
    close: () => browser.close(),
  }
}
