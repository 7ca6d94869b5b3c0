import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { codeOn, faultsOf, nameMe, onDisplay, scan, showText } from './kit/steps.ts'

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

/** A laptop whose browser, asked for its screen, hands out a moving test picture without a question. */
async function laptop(name: string): Promise<Device> {
  const args = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=display-media-type=window']
  const device = await house.device({ name, args })
  await scan(device.page, await codeOn(wall.page))
  await nameMe(device.page, name)
  return device
}
const moving = (device: Device) => onDisplay(device.page).locator('video')
/** Pictures that the wall has drawn of it. */
const drawn = () => moving(wall).evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames)

test('a laptop shows its screen on the wall; it ends from the laptop, from the wall, and when the laptop goes', async () => {
  const ana = await laptop('Ana')
  const start = ana.page.getByRole('button', { name: 'Share my screen' })
  const stop = ana.page.getByRole('button', { name: 'Stop sharing' })

  await start.click()
  await moving(wall).waitFor()
  await expect.poll(drawn, { timeout: 30_000 }).toBeGreaterThan(3)
  const before = await drawn()
  await expect.poll(drawn, { timeout: 30_000 }).toBeGreaterThan(before)
  await wall.page.getByText('Shown by Ana').waitFor()
  await onDisplay(ana.page).getByText('Your screen is on the wall.').waitFor()
  await stop.click()
  await moving(wall).waitFor({ state: 'detached' })

  await start.click()
  await moving(wall).waitFor()
  await wall.page.getByRole('button', { name: 'Take it down' }).click()
  await moving(wall).waitFor({ state: 'detached' })
  await start.waitFor()

  await start.click()
  await moving(wall).waitFor()
  await showText(ana.page, 'Now for something else')
  await onDisplay(wall.page).getByText('Now for something else').waitFor()
  await start.waitFor()

  await start.click()
  await moving(wall).waitFor()
  await ana.close()
  await moving(wall).waitFor({ state: 'detached' })
  await wall.page.locator('main[data-layout=idle]').waitFor()
  expect(faultsOf(wall)).toEqual([])
})
