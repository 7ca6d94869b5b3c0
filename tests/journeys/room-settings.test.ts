import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, enterPin, entry, isLive, openSettings, pair, says, scan } from './kit/steps.ts'

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

test('a room is renamed, and every device says its new name', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await openSettings(wall.page)
  await wall.page.getByRole('textbox', { name: 'Room name' }).fill('The Winter Garden')
  await wall.page.keyboard.press('Enter')
  for (const { page } of [second, phone]) await page.getByRole('heading', { name: 'The Winter Garden' }).waitFor()
  expect([wall, second, phone].flatMap(({ errors }) => errors)).toEqual([])
})

test('where visitors may not add notes, a visitor is told so and a member is not', async () => {
  const visitor = await house.device({ name: 'visitor', phone: true })
  await scan(visitor.page, await codeOn(wall.page))
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await openSettings(wall.page)
  await wall.page.getByRole('switch', { name: 'Visitors may add notes' }).uncheck()
  await wall.page.getByText('A visitor can read what is here, show on the wall').waitFor()

  await addNote(visitor.page, 'From a visitor')
  await says(visitor.page, 'visitors-may-not')
  await addNote(member.page, 'From a member')
  await entry(visitor.page, 'Notes', 'From a member').waitFor()
  expect(await entry(member.page, 'Notes', 'From a visitor').count()).toBe(0)
  expect([wall, visitor, member].flatMap(({ errors }) => errors)).toEqual([])
})

test('a PIN is changed on one screen and opens every screen', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  await openSettings(wall.page)
  await wall.page.getByRole('textbox', { name: 'New PIN' }).fill('739105')
  await wall.page.getByRole('button', { name: 'Change the PIN' }).click()
  await wall.page.getByText('The PIN is changed.').waitFor()

  await second.page.getByRole('button', { name: 'Lock now' }).click()
  await second.page.getByRole('button', { name: 'Settings' }).click()
  await enterPin(second.page, '2580')
  await says(second.page, 'pin-wrong')
  await enterPin(second.page, '739105')
  await second.page.getByRole('heading', { name: 'Settings' }).waitFor()
  expect([...wall.errors, ...second.errors]).toEqual([])
})
