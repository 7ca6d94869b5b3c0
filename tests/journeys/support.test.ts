import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, startBox } from '../sw/box.ts'

let local: string
let data: string
let box: Awaited<ReturnType<typeof startBox>>
let browser: Browser

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'osmose-support-'))
  const port = await freePort()
  local = `http://localhost:${port}/`
  box = await startBox(['--port', port, '--https-port', 0, '--data', data])
  const executablePath = process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})

afterAll(async () => {
  await browser.close()
  box.kill()
  await rm(data, { recursive: true })
})

test('a browser that can run the app loads it, once, within the page’s policy', async () => {
  const page = await browser.newPage()
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(local)
  await page.waitForSelector('#app > *')
  expect(asked.filter((path) => path.startsWith('/assets/index-') && path.endsWith('.js'))).toHaveLength(1)
  expect(complaints).toEqual([])
  await page.close()
})

test('a browser that is too old is told which ones are not, and runs nothing', async () => {
  const page = await visit({}, () => Reflect.deleteProperty(window, 'RTCPeerConnection'))
  expect(await page.textContent('[role=alert][data-reason=browser-old]')).toBe(
    'This browser is too old for Osmose. It needs Chrome or Edge 137, Firefox 130, or Safari 17.4, or newer.',
  )
  expect(await page.locator('#app > *').count()).toBe(0)
  await page.close()
})

test('an address that is not secure names the one that is, in the reader’s language', async () => {
  const page = await visit({ locale: 'fr-CA' }, () =>
    Object.defineProperty(window, 'isSecureContext', { value: false }),
  )
  expect(await page.textContent('[role=alert][data-reason=insecure]')).toMatch(
    /^Cette page a besoin d’une adresse sécurisée. Ouvrez https:/,
  )
  expect(await page.locator('#app > *').count()).toBe(0)
  await page.close()
})

test('a page of which a file did not come says so, and comes whole by itself', async () => {
  const page = await browser.newPage()
  const inOrder: string[] = []
  await page.route(/assets\/base-.*\.js/, (route) => {
    inOrder.push(route.request().url())
    return inOrder.length <= 2 ? route.abort() : route.continue()
  })
  await page.goto(local)
  await page.locator('[role=alert][data-reason=page-broken]').waitFor()
  expect(await page.locator('#app > *').count()).toBe(0)
  await page.waitForSelector('#app > *')
  expect(await page.locator('[role=alert]').count()).toBe(0)
  await page.close()
})

async function visit(as: { locale?: string }, before: () => void): Promise<Page> {
  const page = await browser.newPage(as)
  await page.addInitScript(before)
  await page.goto(local)
  await page.waitForSelector('[role=alert]')
  return page
}
