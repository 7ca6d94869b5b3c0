import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { entry, isAt, isLive, openSettings, pair, says } from './kit/steps.ts'

let house: House
let wall: Device
let words: string[]

beforeEach(async () => {
  house = await openHouse()
  ;({ wall, words } = await openRoom(house, { name: 'The Winter Garden' }))
})
afterEach(() => house.close())

test('the first screen is stolen: on the other wall, without the PIN, the words take the room back', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  await second.page.getByRole('button', { name: 'Lock now' }).click()
  await second.page.getByRole('button', { name: 'Settings' }).click()
  await second.page.getByRole('button', { name: 'Open with the words instead' }).click()
  const field = second.page.getByRole('textbox', { name: 'Recovery words' })
  await field.fill('legal winner thank year wave sausage worth useful legal winner thank yellow')
  await second.page.getByRole('button', { name: 'Open with the words' }).click()
  await says(second.page, 'words-other-room')

  await field.fill(words.join(' '))
  await second.page.getByRole('checkbox', { name: 'Wall', exact: true }).check()
  await second.page.getByRole('button', { name: 'Open with the words' }).click()
  await second.page.getByText('This wall is open').waitFor()
  // The stolen one is out, and forgets the room.
  await says(wall.page, 'removed')
  await second.page.getByRole('dialog').getByRole('button', { name: 'Settings' }).click()
  await second.page.getByRole('heading', { name: 'Settings' }).waitFor()
  await second.page.getByRole('textbox', { name: 'New PIN' }).fill('739105')
  await second.page.getByRole('button', { name: 'Change the PIN' }).click()
  await second.page.getByText('The PIN is changed.').waitFor()
  expect(second.errors).toEqual([])
})

test('the words are brought from Settings, too, and say that they cannot be changed', async () => {
  await openSettings(wall.page)
  await wall.page.getByText('They cannot be changed').waitFor()
  await wall.page.getByRole('button', { name: 'Bring the words' }).click()
  await wall.page.getByRole('textbox', { name: 'Recovery words' }).fill(words.join(' '))
  await wall.page.getByRole('button', { name: 'Open with the words' }).click()
  await wall.page.getByText('This wall is open').waitFor()
  await wall.page.getByRole('dialog').getByRole('button', { name: 'Settings' }).click()
  await wall.page.keyboard.press('Escape')
  await isAt(wall.page, 'wall', 'live')
  expect(await entry(wall.page, 'Devices', 'Wall').count()).toBe(1)
  expect(wall.errors).toEqual([])
})
