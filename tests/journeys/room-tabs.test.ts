import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, entry, isAt, isLive, says, scan } from './kit/steps.ts'

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a room is open in one tab of a device; "Use it here" moves it, and closing that tab moves it back', async () => {
  const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
  const tab = await wall.context.newPage()
  await tab.goto(box.urls.local)
  await says(tab, 'open-elsewhere')
  await isLive(wall.page)

  await tab.getByRole('button', { name: 'Use it here' }).click()
  await isAt(tab, 'wall', 'live')
  await says(wall.page, 'open-elsewhere')
  await tab.close()
  await isAt(wall.page, 'wall', 'live')
  expect(wall.errors).toEqual([])
})

test('a phone that scans again opens a second tab: there it is in, as one person', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  const tab = await phone.context.newPage()
  await tab.goto(await codeOn(wall.page))
  await says(tab, 'open-elsewhere')
  await tab.getByRole('button', { name: 'Use it here' }).click()
  await isLive(tab)
  await says(phone.page, 'open-elsewhere')
  await addNote(tab, 'From the second tab')
  await entry(wall.page, 'Notes', 'From the second tab').waitFor()
  await expect.poll(() => wall.page.getByRole('list', { name: 'People here' }).getByRole('listitem').count()).toBe(1)
  expect([...wall.errors, ...phone.errors]).toEqual([])
})
