import { X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:tls'
import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeAuthority, pastWarning, secureUrl, trustBox, trustCa } from './kit/certificates.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, entry, faultsOf, isLive, makeRoom, pair, scan } from './kit/steps.ts'

/** The box looks for a renewed certificate every half minute, and five browsers share two cores. */
const PATIENTLY_MS = 300_000

let house: House
let box: Box

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

/** One way in which devices of a site reach the box, and what it costs their people. */
type Way = {
  url: () => string
  before?: (folder: string) => Promise<void>
  prepare?: (context: BrowserContext) => Promise<unknown>
  /** Opens an address; answers how many taps that took before there was a page. */
  open: (page: Page, url: string) => Promise<number>
}
const straight: Way['open'] = async (page, url) => {
  await page.goto(url)
  return 0
}
const plain: Way = { url: () => box.urls.local, open: straight }
const trusted: Way = { url: () => secureUrl(box), before: (folder) => trustBox(folder, box), open: straight }
const warned: Way = { url: () => secureUrl(box), open: pastWarning }
const withoutSockets: Way = {
  url: () => box.urls.local,
  prepare: (context) => context.addInitScript(() => Reflect.deleteProperty(window, 'WebSocket')),
  open: straight,
}

test('over http://localhost the whole short journey works, and every screen starts again without the box', async () => {
  const { wall, second, phone } = await journey('http://localhost', plain)
  await startsWithoutBox(wall, second)
  expect(faultsOf(wall, second, phone)).toEqual([])
})

test('over https with the box’s CA trusted there is no warning, and every screen starts again without the box', async () => {
  const { wall, second, phone } = await journey('https, CA trusted', trusted)
  await startsWithoutBox(wall, second)
  expect(faultsOf(wall, second, phone)).toEqual([])
})

test(
  'with a certificate that browsers know nobody meets a warning, and its renewal is taken up while people are here',
  async () => {
    const authority = await makeAuthority()
    const [cert, key, root] = ['room.crt', 'room.key', 'authority.crt'].map((file) => join(house.folder, file)) as [
      string,
      string,
      string,
    ]
    const put = async (pair: Awaited<ReturnType<typeof authority.issue>>) => {
      await writeFile(cert, pair.cert)
      await writeFile(key, pair.key)
      return new X509Certificate(pair.cert).fingerprint256
    }
    await writeFile(root, authority.cert)
    await put(await authority.issue(PUBLIC_NAME))
    box = await house.box(['--cert', cert, '--key', key, '--data', join(house.folder, 'certified')])
    expect(box.urls.ca).toBeNull()
    const way: Way = {
      url: () => box.urls.https[0] ?? '',
      before: (folder) => trustCa(folder, root),
      open: straight,
    }
    const { wall, second, phone } = await journey('https, a certificate that browsers know', way)

    const renewed = await put(await authority.issue(PUBLIC_NAME))
    await expect.poll(() => shownAt(way.url()), { timeout: 90_000, interval: 1_000 }).toBe(renewed)
    const late = await device('late', way, true)
    await scan(late.page, await codeOn(wall.page), late.open)
    await entry(late.page, 'Notes', 'The projector is on shelf two').waitFor()
    expect(late.taps()).toBe(0)
    await isLive(phone.page)
    await startsWithoutBox(wall, second)
    expect(faultsOf(wall, second, phone, late)).toEqual([])
  },
  PATIENTLY_MS,
)

test('past a certificate warning all works but the start without the box, and the wall says so', async () => {
  const { wall, second, phone } = await journey('https, warning tapped away', warned)
  for (const { page } of [wall, second]) {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByText('This screen could not start again').waitFor()
  }
  for (const { page } of [wall, second, phone]) {
    expect(await page.evaluate(() => isSecureContext)).toBe(true)
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  }
  expect(faultsOf(wall, second, phone)).toEqual([])
})

test('where WebSocket fails, the introductions go by https and an event stream, and nobody waits long for it', async () => {
  const asked: string[] = []
  const { wall, second, phone } = await journey('no WebSocket', {
    ...withoutSockets,
    async prepare(context) {
      await withoutSockets.prepare?.(context)
      context.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    },
  })
  expect(asked.filter((request) => request === 'GET /signal/events').length).toBeGreaterThanOrEqual(3)
  expect(asked).toContain('POST /signal')
  expect(faultsOf(wall, second, phone)).toEqual([])
})

/** Browsers know where that is without asking; the app takes it for any other public name. */
const PUBLIC_NAME = 'room.localhost'

/** The fingerprint of the certificate that is shown at this address to whoever comes now. */
const shownAt = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(
      { host: '127.0.0.1', port: Number(new URL(url).port), servername: PUBLIC_NAME, rejectUnauthorized: false },
      () => {
        resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '')
        socket.destroy()
      },
    )
    socket.on('error', reject)
  })

/** A room is made, a second screen paired, a visitor comes in and leaves a note that both screens show. Prints what it took. */
async function journey(name: string, way: Way) {
  const [wall, second, phone] = [
    await device('wall', way),
    await device('second', way),
    await device('phone', way, true),
  ]
  const cost: string[] = []
  const during = async (what: string, them: readonly CountedDevice[], run: () => Promise<void>) => {
    const [taps, sinceMs] = [sum(them), performance.now()]
    await run()
    cost.push(`${what} ${sum(them) - taps} taps, ${((performance.now() - sinceMs) / 1000).toFixed(1)} s`)
  }
  await during('room', [wall], async () => {
    await makeRoom(wall.page, way.url(), { name: 'The Reading Room', place: 'Floor 1' }, wall.open)
    await isLive(wall.page)
  })
  await during('second screen', [wall, second], async () => {
    await pair(wall.page, second.page, 'screen', false, second.open)
    await isLive(second.page)
  })
  await during('visitor', [phone], async () => scan(phone.page, await codeOn(wall.page), phone.open))
  expect(new URL(phone.page.url()).hash).toBe('')
  await during('note', [phone], async () => {
    await addNote(phone.page, 'The projector is on shelf two')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'The projector is on shelf two').waitFor()
  })
  process.stdout.write(`    ${name}: ${cost.join(' | ')}\n`)
  return { wall, second, phone }
}

type CountedDevice = Device & { taps(): number; open: (page: Page, url: string) => Promise<void> }

async function device(name: string, way: Way, phone = false): Promise<CountedDevice> {
  await way.before?.(join(house.folder, name))
  let taps = 0
  const made = await house.device({
    name,
    phone,
    async prepare(context) {
      // Enter in a form counts too: a browser clicks its button.
      await context.exposeBinding('osmoseTap', () => (taps += 1))
      await context.addInitScript(() =>
        addEventListener('click', ({ isTrusted }) => isTrusted && Reflect.get(window, 'osmoseTap')?.(), true),
      )
      await way.prepare?.(context)
    },
  })
  const open = async (page: Page, url: string) => {
    taps += await way.open(page, url)
  }
  return { ...made, taps: () => taps, open }
}

async function startsWithoutBox(...screens: Device[]): Promise<void> {
  for (const { page } of screens) {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByText('This screen can start again').waitFor()
  }
  box.kill()
  for (const { page } of screens) {
    await page.reload()
    await page.locator('main[data-screen=wall]').waitFor()
    await entry(page, 'Notes', 'The projector is on shelf two').waitFor()
  }
}

const sum = (devices: readonly CountedDevice[]) => devices.reduce((taps, device) => taps + device.taps(), 0)
