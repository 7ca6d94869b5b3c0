import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { entry, faultsOf, isLive, nameMe, onDisplay, openSettings, pair } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('rules made by form and by text: tried on the last hour, they show, note and blank, say why, and are turned off', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const mira = await house.device({ name: 'mira', phone: true })
  await pair(wall.page, mira.page, 'member')
  await isLive(mira.page)
  await nameMe(mira.page, 'Mira')
  await mira.page.getByRole('button', { name: 'Leave' }).click()

  await openSettings(wall.page)
  const settings = wall.page.getByRole('dialog', { name: 'Settings' })
  const text = settings.getByRole('textbox', { name: 'The rule in words' })
  const add = settings.getByRole('button', { name: 'Add the rule' })
  const rules = settings.getByRole('list', { name: 'Rules', exact: true }).getByRole('listitem')
  await settings.getByRole('combobox', { name: 'When or while' }).selectOption('while')
  await settings.getByRole('combobox', { name: 'What must be so' }).selectOption('nobody')
  await settings.getByRole('combobox', { name: 'What is to happen' }).selectOption('show')
  await settings.getByRole('textbox', { name: 'The words' }).fill('Come in')
  expect(await text.inputValue()).toBe('while nobody is here then show "Come in"')
  await add.click()
  await rules.filter({ hasText: 'Come in' }).waitFor()

  // Recording names the one screen that does it; where there is none of that name, it is said before anything is added.
  await settings.getByRole('combobox', { name: 'When or while' }).selectOption('when')
  await settings.getByRole('combobox', { name: 'What is to happen' }).selectOption('record')
  expect(await text.inputValue()).toBe('when anybody is here then record at "Wall"')
  await text.fill('when a booking lasts then record at "Nowhere"')
  await settings.getByRole('button', { name: 'Try it on the last hour' }).click()
  await settings.getByText('No screen is called “Nowhere”: it will not be done.').waitFor()

  await text.fill('when Mira is here then note "Mira has come"')
  await settings.getByText('Letter 6:').waitFor()
  expect(await add.getAttribute('aria-disabled')).toBe('true')
  await text.fill('when "Mira" is here then note "Mira has come"')
  expect(await settings.getByRole('textbox', { name: 'Who' }).inputValue()).toBe('Mira')
  await settings.getByRole('button', { name: 'Try it on the last hour' }).click()
  await settings.getByText(/last hour it would not|It would have held/).waitFor()
  await add.click()
  await rules.filter({ hasText: 'Mira has come' }).waitFor()
  if (process.env['OSMOSE_PICTURES']) {
    await settings.getByRole('list', { name: 'Rules', exact: true }).scrollIntoViewIfNeeded()
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/rules.png` })
  }
  await wall.page.getByRole('button', { name: 'Close' }).click()
  await onDisplay(wall.page).getByText('Come in').waitFor()

  await mira.page.reload()
  await isLive(mira.page)
  await entry(wall.page, 'Notes', 'Mira has come').waitFor({ state: 'attached' })
  await onDisplay(wall.page).getByText('Come in').waitFor({ state: 'detached' })

  await openSettings(wall.page)
  await settings.getByRole('list', { name: 'What they did' }).getByText('because "Mira" is here').waitFor()
  await text.fill('while anybody is here then blank')
  await add.click()
  await wall.page.locator('main[data-blank=true]').waitFor()
  if (process.env['OSMOSE_PICTURES'])
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/rules-blank.png` })
  await wall.page.getByRole('button', { name: 'Turn this rule off' }).click()
  await wall.page.locator('main[data-blank=false]').waitFor()
  expect(faultsOf(wall, mira)).toEqual([])
})
