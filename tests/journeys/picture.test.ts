import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { pngOf } from './kit/png.ts'
import { codeOn, isLive, onDisplay, pair, says, scan } from './kit/steps.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a picture from a phone appears whole on both screens and on the phone; a file that is none is refused there', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))

  await phone.page.getByRole('button', { name: 'Show on the wall' }).click()
  const choose = phone.page.getByLabel('Show a picture')
  await choose.setInputFiles({
    name: 'notes.png',
    mimeType: 'image/png',
    buffer: Buffer.from('This is not a picture.'),
  })
  await says(phone.page, 'picture-unreadable')

  await choose.setInputFiles({ name: 'garden.png', mimeType: 'image/png', buffer: pngOf(321, 123) })
  for (const { page } of [wall, second, phone]) {
    const picture = onDisplay(page).getByRole('img', { name: 'garden.png' })
    await picture.waitFor()
    expect(
      await picture.evaluate(
        async (img: HTMLImageElement) => (await img.decode(), [img.naturalWidth, img.naturalHeight]),
      ),
    ).toEqual([321, 123])
  }
  expect([...wall.errors, ...second.errors, ...phone.errors]).toEqual([])
})

test('a picture of several megabytes arrives, and a screen that comes back after its browser restarted still shows it', async () => {
  const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await phone.page.getByRole('button', { name: 'Show on the wall' }).click()
  const noise = pngOf(1200, 1000, { noise: true })
  expect(noise.length).toBeGreaterThan(3 << 20)
  await phone.page
    .getByLabel('Show a picture')
    .setInputFiles({ name: 'noise.png', mimeType: 'image/png', buffer: noise })
  await onDisplay(wall.page).getByRole('img', { name: 'noise.png' }).waitFor()
  await wall.close()

  const again = await house.device({ name: 'wall' })
  await again.page.goto(box.urls.local)
  const picture = onDisplay(again.page).getByRole('img', { name: 'noise.png' })
  await picture.waitFor()
  expect(await picture.evaluate(async (img: HTMLImageElement) => (await img.decode(), img.naturalWidth))).toBe(1200)
  expect([...again.errors, ...phone.errors]).toEqual([])
})
