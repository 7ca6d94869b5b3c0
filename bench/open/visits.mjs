import { chromium as playwright } from 'playwright'
import { join } from 'node:path'
import { ROOT } from '../../scripts/step.mjs'
import { spread } from '../mesh/figures.mjs'
import { startServers } from '../mesh/servers.mjs'

/**
 * From the opening of a wall's code to being live in the room: on a phone that was never here, and again on the same phone
 * once it has left, when it has the app. The built app, the real box; the time to point a camera is not in it.
 * @param {string} executablePath @param {number} visits
 */
export async function measureVisits(executablePath, visits) {
  const servers = await startServers(join(ROOT, 'dist/app'))
  const browser = await playwright.launch({ executablePath, args: ['--no-sandbox'] })
  /** @type {number[]} */
  const first = []
  /** @type {number[]} */
  const warm = []
  try {
    const wall = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    await makeRoom(wall, servers.page('ours'))
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({
        locale: 'en-GB',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
      })
      await context.addInitScript(noteWhenLive)
      const phone = await context.newPage()
      first.push(await openCode(phone, wall))
      await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await phone.getByRole('button', { name: 'Leave' }).click()
      await phone.locator('main[data-state=left]').waitFor()
      await phone.goto('about:blank')
      warm.push(await openCode(phone, wall))
      await context.close()
    }
  } finally {
    await browser.close()
    await servers.stop()
  }
  return { visits, firstVisitMs: spread(first), warmVisitMs: spread(warm) }
}

/** @param {import('playwright').Page} page @param {string} address */
async function makeRoom(page, address) {
  await page.goto(address)
  for (const [name, value] of Object.entries({ 'Room name': 'Bench', Place: '', PIN: '2580' })) {
    await page.getByRole('textbox', { name }).fill(value)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create room' }).click()
  await page.getByTestId('join-qr').waitFor()
}

/** @param {import('playwright').Page} phone @param {import('playwright').Page} wall @returns {Promise<number>} */
async function openCode(phone, wall) {
  await phone.goto((await wall.getByTestId('join-qr').getAttribute('data-url')) ?? '')
  await phone.locator('main[data-screen=phone][data-state=live]').waitFor()
  return phone.evaluate('globalThis.liveAtMs')
}

/** In the page, from its first moment: when it was live, counted from the opening of its address. */
function noteWhenLive() {
  const look = () => {
    if (!document.querySelector('main[data-screen=phone][data-state=live]')) return
    seen.disconnect()
    Object.assign(globalThis, { liveAtMs: performance.now() })
  }
  const seen = new MutationObserver(look)
  seen.observe(document, { subtree: true, childList: true, attributes: true })
}
