import { readFileSync } from 'node:fs'
import { chromium as playwright } from 'playwright'

/** @typedef {import('./page/main.ts').Bench} Bench */
/** @typedef {{ ask: <K extends keyof Bench>(step: K, ...args: Parameters<Bench[K]>) => Promise<Awaited<ReturnType<Bench[K]>>> }} Device */
/** @typedef {Awaited<ReturnType<typeof openPages>>} Pages */

// Pages that nobody looks at must run as those on a wall do.
const AWAKE = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding']
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', ...AWAKE]

/**
 * One Chromium, a context (so a disk and an origin of its own) for each device.
 * @param {string} executablePath
 */
export async function openPages(executablePath) {
  const browser = await playwright.launch({ executablePath, args: FLAGS })
  /** By the address they are of. @type {Map<string, import('playwright').Page[]>} */
  const known = new Map()
  /** @type {import('playwright').Page | undefined} */
  let late
  const processes = async () => {
    const session = await browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    await session.detach()
    return processInfo
  }
  return {
    /** So many devices that know nothing yet. What they were used for before is over. @param {number} count @param {string} address */
    async fresh(count, address) {
      const pages = known.get(address) ?? []
      known.set(address, pages)
      while (pages.length < count) pages.push(await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage())
      // Those that are left over let go of their room too.
      await Promise.all(pages.map((page, n) => open(page, n < count ? address : 'about:blank')))
      return Promise.all(pages.slice(0, count).map(deviceOf))
    },
    /** One more beside those that `fresh` gave: it too knows nothing yet. @param {string} address */
    async newcomer(address) {
      await late?.close()
      late = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
      await open(late, address)
      return deviceOf(late)
    },
    /** Seconds of processor time that all processes of this browser have used so far. */
    cpuS: async () => (await processes()).reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    /** What all its processes hold, shared pages counted once, after the garbage is gone. */
    async memoryMB() {
      await Promise.all([...known.values()].flat().map((page) => page.requestGC()))
      return (await processes()).reduce((sum, { id }) => sum + heldKB(id) / 1024, 0)
    },
    close: () => browser.close(),
  }
}

/** A namespace whose network has only just been laid down still changes. @param {import('playwright').Page} page @param {string} address */
const open = (page, address) =>
  page.goto(address).catch((/** @type {Error} */ fault) => {
    if (!fault.message.includes('ERR_NETWORK_CHANGED')) throw fault
    return page.goto(address)
  })

/** @param {import('playwright').Page} page @returns {Promise<Device>} */
async function deviceOf(page) {
  await page.waitForFunction('globalThis.bench')
  return {
    ask: (step, ...args) =>
      page.evaluate(
        ([step, args]) => /** @type {any} */ (globalThis).bench[step](...args),
        /** @type {const} */ ([step, args]),
      ),
  }
}

/** @param {number} pid */
function heldKB(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
  } catch {
    return 0 // ended since it was listed
  }
}
