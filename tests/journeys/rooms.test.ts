import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseBoxMessage } from '../../src/protocol/signal.ts'
import { type Box, FLAGS, openHouse, type House } from './kit/house.ts'
import { AT_NIGHT } from './kit/night.ts'
import { addNote, codeOn, entry, isLive, makeRoom, scan } from './kit/steps.ts'

const ALL = 'Aquarium Bindery Cellar Dairy Elm Foundry Granary Harbour Icehouse Juniper'.split(' ')
const NAMES = AT_NIGHT ? ALL : ALL.slice(0, 4)

let house: House
let box: Box
let browser: Browser

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
  // Twenty devices would not fit here as twenty browsers; contexts of one share neither disk nor locks.
  browser = await chromium.launch({
    executablePath: process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...FLAGS],
  })
})
afterEach(async () => {
  await browser.close()
  await house.close()
})

test('rooms on one box, ten of them at night: each with its own visitor and note, and nobody hears anything of another', async () => {
  const rooms: Awaited<ReturnType<typeof openRoom>>[] = []
  // Two at a time on two cores: this is about who hears whom, not about how much a small machine bears.
  for (let at = 0; at < NAMES.length; at += 2) rooms.push(...(await Promise.all(NAMES.slice(at, at + 2).map(openRoom))))
  for (const { name, wall, phone } of rooms) {
    for (const { page } of [wall, phone]) {
      expect(await page.getByRole('list', { name: 'Notes' }).getByRole('listitem').count()).toBe(1)
      await entry(page, 'Notes', `Only for the ${name}`).waitFor()
    }
  }
  // Not only what is drawn: whatever the box said to a device named its own room's devices alone.
  for (const { wall, phone } of rooms) {
    const own = new Set([...wall.sessions, ...phone.sessions])
    for (const { heardOf } of [wall, phone]) expect([...heardOf].filter((session) => !own.has(session))).toEqual([])
    expect([...wall.heardOf]).toEqual([...phone.sessions])
  }
  const health = (await (await fetch(`${box.urls.local}healthz`)).json()) as {
    ok: boolean
    sessions: number
    topics: number
  }
  expect(health).toMatchObject({ ok: true, sessions: 2 * NAMES.length })
  // Each screen is found by its fellows, by its visitors, by its code and by its digits.
  expect(health.topics).toBeGreaterThanOrEqual(4 * NAMES.length)
  expect(rooms.flatMap(({ wall, phone }) => [...wall.errors, ...phone.errors])).toEqual([])
})

async function openRoom(name: string) {
  const wall = await openDevice({ viewport: { width: 1280, height: 800 } })
  await makeRoom(wall.page, box.urls.local, { name: `The ${name}` })
  await isLive(wall.page)
  const phone = await openDevice({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await scan(phone.page, await codeOn(wall.page))
  await addNote(phone.page, `Only for the ${name}`)
  await entry(wall.page, 'Notes', `Only for the ${name}`).waitFor()
  return { name, wall, phone }
}

/** A device, the sessions it had at the box, and the sessions the box told it of. */
async function openDevice(as: Parameters<Browser['newContext']>[0]) {
  const context: BrowserContext = await browser.newContext({ ...as, locale: 'en-GB' })
  const errors: string[] = []
  context.on('weberror', (fault) => errors.push(fault.error().message))
  context.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const page: Page = await context.newPage()
  const sessions = new Set<string>()
  const heardOf = new Set<string>()
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const read = parseBoxMessage(String(payload))
      if (!read.ok) return
      const said = read.value
      if (said.type === 'welcome') sessions.add(said.session)
      if (said.type === 'from') heardOf.add(said.from)
      if (said.type === 'found') said.sessions.forEach((session) => heardOf.add(session))
    }),
  )
  return { page, errors, sessions, heardOf }
}
