import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { faultsOf, isLive, pair } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a lamp switched on a phone is on on two walls, and a timer set at one wall is shown on the other', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)

  const lamp = (page: typeof wall.page) => page.getByRole('switch', { name: 'Lamp' })
  for (const { page } of [wall, second]) await page.getByRole('button', { name: 'Services', exact: true }).click()
  for (const { page } of [wall, second, member]) {
    await page.getByRole('list', { name: 'Services' }).waitFor()
    expect(await lamp(page).isChecked()).toBe(false)
  }
  await lamp(member.page).click()
  for (const { page } of [wall, second, member]) await expectOn(lamp(page), true)
  await lamp(second.page).click()
  for (const { page } of [wall, second, member]) await expectOn(lamp(page), false)

  const dialog = wall.page.getByRole('dialog', { name: 'Services' })
  await dialog.getByRole('button', { name: 'Timer 5', exact: true }).click()
  await second.page.getByRole('button', { name: 'Close' }).click()
  await second.page
    .getByRole('timer', { name: 'Timer' })
    .getByText(/^[45]:\d\d$/)
    .waitFor()
  await member.page.getByRole('button', { name: 'Stop Timer' }).click()
  await second.page.getByRole('timer').waitFor({ state: 'detached' })

  // All walls go blank from a phone, and one is lit again by whoever stands at it.
  await member.page.getByRole('switch', { name: 'All walls blank' }).click()
  for (const { page } of [wall, second]) await page.locator('main[data-layout=dark]').waitFor()
  await wall.page.getByRole('button', { name: 'Show again' }).click()
  await wall.page.locator('main[data-layout=idle]').waitFor()
  expect(await second.page.locator('main').getAttribute('data-layout')).toBe('dark')
  expect(faultsOf(wall, second, member)).toEqual([])

  async function expectOn(one: ReturnType<typeof lamp>, on: boolean) {
    await expect.poll(() => one.isChecked(), { timeout: 20_000 }).toBe(on)
  }
})
