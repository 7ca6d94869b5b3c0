import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { startExample } from './kit/example.ts'
import { faults } from './kit/accessible.ts'
import { openHouse, type Box, type Device, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { faultsOf, isLive, openSettings, pair, says } from './kit/steps.ts'

let house: House
let box: Box
let example: Awaited<ReturnType<typeof startExample>>
let wall: Device
let laptop: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ box, wall } = await openRoom(house, { name: 'The Reading Room' }))
  example = await startExample('services-page')
  laptop = await house.device({ name: 'laptop' })
  await pair(wall.page, laptop.page, 'member')
  await isLive(laptop.page)
})
afterEach(async () => {
  example.stop()
  await house.close()
})

/** The page of another origin, and the window that a tap in it opens. */
async function askFrom(device: Device): Promise<{ page: Page; window: Page }> {
  const page = await device.context.newPage()
  await page.goto(`${example.url}?box=${new URL(box.urls.local).origin}`)
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Offer to the room' }).click()
  return { page, window: await opened }
}
const rowOn = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Turn the slides' })
const allow = async () => {
  await openSettings(wall.page)
  await wall.page.getByRole('switch', { name: 'Members may offer services of other pages' }).check()
  await wall.page.getByRole('button', { name: 'Close' }).click()
}

test('a page of another origin on a member’s laptop does something for the room, until its window is closed', async () => {
  await allow()
  const other = await house.device({ name: 'other', phone: true })
  await pair(wall.page, other.page, 'member')
  await isLive(other.page)
  const { page, window } = await askFrom(laptop)
  // Whose page it is stands there as the browser attests it, and nothing is offered before the person said so.
  await window.getByText(new URL(example.url).host).waitFor()
  await window.getByText('wants to offer this to The Reading Room').waitFor()
  await window.getByRole('listitem').filter({ hasText: 'Turn the slides' }).waitFor()
  expect(await faults(window)).toEqual([])
  expect(await rowOn(other.page).count()).toBe(0)
  await window.getByRole('button', { name: 'Offer', exact: true }).click()
  await page.getByText('The room may turn the slides.').waitFor()
  await window.getByText('In the room’s list').waitFor()
  expect(await faults(window)).toEqual([])

  const row = rowOn(other.page)
  await row.getByText(`Page of http://${new URL(example.url).host}`).waitFor()
  await other.page.getByText('A page is open: what it is sent may leave this room.').waitFor()
  await row.getByRole('textbox', { name: 'by' }).fill('3')
  await row.getByRole('button', { name: 'Do it: Turn the slides' }).click()
  await row.getByText('Done', { exact: true }).waitFor()
  expect(await page.locator('#slide').innerText()).toBe('4')
  // At the wall it is called, and what was sent is counted as gone.
  await wall.page.getByRole('button', { name: 'Services', exact: true }).click()
  await rowOn(wall.page).getByRole('button').click()
  await expect.poll(() => page.locator('#slide').innerText()).toBe('5')
  await wall.page.getByRole('button', { name: 'Close' }).click()
  await expect
    .poll(async () => Number(await wall.page.getByTestId('egress').getAttribute('data-bytes')))
    .toBe('{"by":3}'.length + '{}'.length)

  // What is no number is refused at the member's device, and the page hears nothing of it.
  await row.getByRole('textbox', { name: 'by' }).fill('three')
  await row.getByRole('button').click()
  await says(other.page, 'malformed')
  expect(await page.locator('#slide').innerText()).toBe('5')

  await window.close()
  await row.waitFor({ state: 'detached' })
  await page.getByText('Offered no more: window-closed').waitFor()
  await other.page.getByText('Nothing leaves this room.').waitFor()
  expect(faultsOf(wall, laptop, other)).toEqual([])
})

test('the offer window cannot be laid into another page, and its opener reads nothing in it', async () => {
  const { page, window } = await askFrom(laptop)
  await window.getByText('Turn the slides').waitFor()
  await page.evaluate(
    async (address) => {
      const frame = document.createElement('iframe')
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      frame.src = address
      document.body.append(frame)
      await loaded
    },
    `${new URL(box.urls.local).origin}/offer.html`,
  )
  // The browser's own page on why it shows nothing.
  expect(page.frames().map((frame) => new URL(frame.url()).protocol)).toEqual(['http:', 'chrome-error:'])
  // A tab that is in the room is cut off from whoever opens one.
  const app = page.waitForEvent('popup')
  const isCut = await page.evaluate(async (address) => {
    const opened = open(address)
    for (let n = 0; n < 100 && !opened?.closed; n++) await new Promise((resolve) => setTimeout(resolve, 100))
    return opened?.closed
  }, box.urls.local)
  expect(isCut).toBe(true)
  expect((await app).isClosed()).toBe(false)
})

test('a room that no admin has opened to pages takes nothing, and says so where the person said yes', async () => {
  const { page, window } = await askFrom(laptop)
  await window.getByRole('button', { name: 'Offer', exact: true }).click()
  await window.getByText('This room takes no services of other pages.').waitFor()
  expect(await rowOn(laptop.page).count()).toBe(0)
  // Once an admin allows it, nobody has to say yes again.
  await allow()
  await window.getByText('In the room’s list').waitFor()
  await rowOn(laptop.page).waitFor()
  await window.getByRole('button', { name: 'Stop offering' }).click()
  await rowOn(laptop.page).waitFor({ state: 'detached' })
  await page.getByText('Offered no more: offer-ended').waitFor()
})

test('a browser that is in no room, one that cannot, and a person who says no, offer nothing', async () => {
  await allow()
  const stranger = await house.device({ name: 'stranger' })
  const { window: lost } = await askFrom(stranger)
  await says(lost, 'no-room')
  const old = await house.device({ name: 'old' })
  await old.page.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  await old.page.goto(`${new URL(box.urls.local).origin}/offer.html`)
  await says(old.page, 'browser-old')
  const { page, window } = await askFrom(laptop)
  await window.getByRole('button', { name: 'No', exact: true }).click()
  await page.getByText('Offered no more: offer-declined').waitFor()
  expect(await rowOn(laptop.page).count()).toBe(0)
})
