import { afterEach, beforeEach, expect, test } from 'vitest'
import { inView, people, type Photo, withCamera } from './kit/camera.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import {
  addNote,
  codeOn,
  entry,
  faultsOf,
  isAt,
  makeRoom,
  nameMe,
  onDisplay,
  openSettings,
  pair,
  scan,
  showText,
} from './kit/steps.ts'

const [[amara, amaraAgain], [stranger]] = people()

let house: House
let box: Box
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test('somebody lets the room know their face, is named on every screen, and is forgotten on every screen', async () => {
  const [wall, second] = await twoScreens()
  const phone = await house.device({ name: 'phone', phone: true, prepare: withCamera })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Amara')
  // The wall sees her already, as somebody; she stands as still as a picture.
  await inView(wall.page, { photo: amaraAgain })
  await wall.page.locator('[data-testid=sees][data-known="0"][data-unknown="1"]').waitFor({ state: 'attached' })
  await letKnow(phone, amara)
  await phone.page.getByText('The room knows your face').waitFor()
  const known = wall.page.locator('[data-testid=sees][data-known="1"][data-unknown="0"]')
  await known.waitFor({ state: 'attached', timeout: 5_000 })
  const receipt = await phone.page.getByTestId('face-receipt').innerText()
  expect(receipt.replace(/\D/g, '')).toMatch(/^\d{8}$/)
  await phone.page.getByRole('button', { name: 'Done' }).click()

  for (const { page } of [wall, second])
    await page.locator('[aria-label="People here"] li[data-certainty=seen]').filter({ hasText: 'Amara' }).waitFor()
  await wall.page.locator('[data-testid=sees][data-known="1"][data-unknown="0"]').waitFor({ state: 'attached' })

  await inView(wall.page, { photo: amaraAgain, left: 20, width: 280 }, { photo: stranger, left: 330, width: 280 })
  await wall.page.locator('[data-testid=sees][data-known="1"][data-unknown="1"]').waitFor({ state: 'attached' })

  await phone.page.getByRole('button', { name: 'Forget me' }).click()
  await phone.page.getByRole('button', { name: 'Forget me' }).click()
  await phone.page.getByTestId('forget-receipt').getByText('Forgotten').waitFor()
  await wall.page.locator('[data-testid=sees][data-known="0"]').waitFor({ state: 'attached' })
  expect(faultsOf(wall, second, phone)).toEqual([])
})

test('a stranger enters and every screen blanks; a picture of a member changes nothing; gone, the room goes on', async () => {
  const [wall, second] = await twoScreens()
  const phone = await house.device({ name: 'member', phone: true, prepare: withCamera })
  await pair(wall.page, phone.page, 'member')
  await nameMe(phone.page, 'Amara')
  await letKnow(phone, amara)
  await phone.page.getByRole('button', { name: 'Done' }).click()
  await addNote(phone.page, 'The garden door key')
  await showText(phone.page, 'Agenda for today')
  await onDisplay(second.page).getByText('Agenda for today').waitFor()
  await openSettings(wall.page)
  await wall.page.getByRole('switch', { name: 'Blank on a stranger' }).check()
  await wall.page.getByRole('button', { name: 'Close' }).click()
  await inView(wall.page, { photo: amaraAgain, left: 20, width: 280 })
  await entry(second.page, 'People here', 'Amara').waitFor()

  await inView(wall.page, { photo: amaraAgain, left: 20, width: 280 }, { photo: stranger, left: 330, width: 280 })
  for (const { page } of [wall, second, phone]) {
    await page.locator('main[data-blank=true]').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/Agenda for today|garden door key/)
    expect(await page.content()).not.toMatch(/Agenda for today|garden door key/)
  }
  // The stranger holds a photograph of Amara before their own face.
  await inView(wall.page, { photo: amaraAgain, left: 20, width: 280 }, { photo: amara, left: 330, width: 280 })
  await wall.page.waitForTimeout(6_000)
  expect(await wall.page.locator('main').getAttribute('data-blank')).toBe('true')

  await inView(wall.page, { photo: amaraAgain, left: 20, width: 280 })
  for (const { page } of [wall, second, phone]) await page.locator('main[data-blank=false]').waitFor()
  await onDisplay(second.page).getByText('Agenda for today').waitFor()

  await inView(wall.page, { photo: stranger })
  await phone.page.locator('main[data-blank=true]').waitFor()
  await phone.page.getByRole('button', { name: 'They are with us' }).click()
  for (const { page } of [wall, second, phone]) await page.locator('main[data-blank=false]').waitFor()
})

async function twoScreens(): Promise<[Device, Device]> {
  const wall = await house.device({ name: 'wall', prepare: withCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second', prepare: withCamera })
  await pair(wall.page, second.page, 'screen')
  await openSettings(wall.page)
  await wall.page.getByRole('radio', { name: 'Know people' }).check({ force: true })
  await wall.page.getByRole('button', { name: 'Close' }).click()
  for (const { page } of [wall, second])
    await page
      .locator('[data-testid=camera-state]')
      .getByText(/watching|asleep/)
      .waitFor({ state: 'attached' })
  return [wall, second]
}

async function letKnow(phone: Device, photo: Photo): Promise<void> {
  await isAt(phone.page, 'phone')
  await inView(phone.page, { photo })
  await phone.page.getByRole('button', { name: 'Let the room know my face' }).click()
  const dialog = phone.page.getByRole('dialog', { name: 'Let the room know my face' })
  await dialog.getByRole('button', { name: 'I consent' }).click()
  await dialog.getByText('The room knows your face').waitFor({ timeout: 90_000 })
}
