import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSite } from '../sw/site.ts'

const FLAGS = '--no-sandbox --disable-gpu --disable-quic --disable-component-update --disable-sync'.split(' ')

let site: Awaited<ReturnType<typeof openSite>>
let memory: string
let device: BrowserContext
let page: Page

beforeEach(async () => {
  site = await openSite()
  await site.deploy('first')
  await site.start()
  memory = await mkdtemp(join(tmpdir(), 'osmose-device-'))
  await switchOn()
})

afterEach(async () => {
  await device.close()
  await site.close()
  await rm(memory, { recursive: true })
})

test('a device that opened the app once opens it without the box, at any address, and after a restart', async () => {
  await page.goto(site.local)
  await state('ready')
  await site.kill()

  await page.reload()
  await shows('first')
  await page.goto(`${site.local}wall/display.meeting?theme=night#here`)
  await shows('first')

  await device.close()
  await switchOn()
  await page.goto(site.local)
  await shows('first')
  await state('ready')
})

test('a damaged release changes nothing and leaves nothing; its repair is taken, and models stay', async () => {
  await page.goto(site.local)
  await state('ready')
  await page.evaluate(() => caches.open('osmose-models'))
  const before = await keptCaches()

  await site.deploy('second', { damaged: true })
  expect(await updateEnds()).toBe('redundant')
  expect(await keptCaches()).toEqual(before)
  await site.kill()
  await page.reload()
  await shows('first')

  await site.start()
  await site.deploy('second')
  await lookAgain()
  await shows('second')
  const after = await keptCaches()
  expect(after).toHaveLength(2)
  expect(after).toContain('osmose-models')
  expect(after).not.toEqual(before)

  await site.kill()
  await page.reload()
  await shows('second')
})

test('a newer release waits while somebody is busy, then loads the page once', async () => {
  await page.goto(site.local)
  await state('ready')
  await page.evaluate(() => sessionStorage.setItem('busy', 'yes'))
  await site.deploy('second')
  await lookAgain()
  await state('waiting')
  // Longer than the second after which an idle page would have been told.
  await page.waitForTimeout(2_500)
  await shows('first')

  await page.evaluate(() => sessionStorage.removeItem('busy'))
  await shows('second')
  await state('ready')
  await page.waitForTimeout(2_500)
  expect(await page.getAttribute('html', 'data-loads')).toBe('2')
})

test('behind a certificate warning the app works, and says that it will not start without the box', async () => {
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  page = await browser.newPage({ ignoreHTTPSErrors: true })
  await page.goto(site.https)
  await shows('first')
  await state('unavailable')
  await browser.close()
})

const executablePath = process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium'

async function switchOn(): Promise<void> {
  device = await chromium.launchPersistentContext(memory, { executablePath, args: FLAGS })
  page = device.pages()[0] ?? (await device.newPage())
}

/** Both files of the release, so no mixture passes. */
async function shows(release: string): Promise<void> {
  await page.waitForFunction(
    (text) =>
      document.querySelector('h1')?.textContent === text && document.body.textContent.includes(`part of ${text}`),
    release,
    { timeout: 20_000 },
  )
}

async function state(wanted: string): Promise<void> {
  await page.waitForSelector(`html[data-state="${wanted}"]`, { timeout: 20_000 })
}

/** What happens when somebody comes back to the page. */
async function lookAgain(): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
}

/** Makes the browser look for a new release, and answers what became of its worker. */
async function updateEnds(): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    const worker = registration.installing
    if (!worker) return 'no new worker'
    return new Promise<string>((resolve) => {
      worker.addEventListener('statechange', () => resolve(worker.state))
    })
  })
}

async function keptCaches(): Promise<string[]> {
  return (await page.evaluate(() => caches.keys())).sort()
}
