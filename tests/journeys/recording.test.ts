import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openHouse, type House } from './kit/house.ts'
import { HEARS } from './kit/recording.ts'
import { addNote, codeOn, faultsOf, isLive, makeRoom, nameMe, pair, scan } from './kit/steps.ts'

let house: House
let box: Box
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

const state = (page: Page, at: string, cause?: string) =>
  page
    .locator(`[data-testid=recording][data-state=${at}]${cause ? `[data-cause="${cause}"]` : ''}`)
    .waitFor({ state: 'attached' })
const agree = (page: Page) =>
  page.getByRole('dialog', { name: 'Record this meeting?' }).getByRole('button', { name: 'I agree' }).click()
const minutesOn = (page: Page) => page.getByRole('list', { name: 'Minutes' }).getByRole('listitem').first()

test('a meeting is recorded once everyone has agreed, pauses for who comes in, and opens for who was there', async () => {
  const wall = await house.device({ name: 'wall', args: HEARS })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second', args: HEARS })
  await pair(wall.page, second.page, 'screen')
  const mia = await house.device({ name: 'mia', phone: true, args: HEARS })
  await pair(wall.page, mia.page, 'member')
  await isLive(mia.page)
  await nameMe(mia.page, 'Mia')
  const visitor = await house.device({ name: 'visitor', phone: true, args: HEARS })
  await scan(visitor.page, await codeOn(second.page))
  await nameMe(visitor.page, 'Vera')
  await state(wall.page, 'off')
  await state(visitor.page, 'off')

  await mia.page.getByRole('button', { name: 'Record', exact: true }).click()
  for (const { page } of [wall, second, mia, visitor]) await state(page, 'asking', 'ask')
  await agree(mia.page)
  await agree(visitor.page)
  await state(wall.page, 'asking', 'everyone')
  await wall.page
    .getByRole('dialog', { name: 'Record this meeting?' })
    .getByRole('button', { name: 'Everyone has agreed' })
    .click()
  for (const { page } of [wall, second, mia, visitor]) await state(page, 'on')
  // The foot is at its fullest now: it may not push the code over the people.
  const people = await wall.page.getByRole('list', { name: 'People here' }).boundingBox()
  const code = await wall.page.getByTestId('join-qr').boundingBox()
  expect(people && code && people.y + people.height <= code.y).toBe(true)

  await addNote(mia.page, 'The key is with Ben')
  await wall.page.getByText('The key is with Ben').first().waitFor({ state: 'attached' })

  // Who comes in late is asked, and nobody else.
  const late = await house.device({ name: 'late', phone: true, args: HEARS })
  await scan(late.page, await codeOn(wall.page))
  for (const { page } of [wall, mia]) await state(page, 'paused', 'came-in')
  await agree(late.page)
  for (const { page } of [wall, second, mia, late]) await state(page, 'on')
  expect(await mia.page.getByRole('dialog', { name: 'Record this meeting?' }).count()).toBe(0)

  await second.page.getByRole('button', { name: 'Stop recording' }).click()
  for (const { page } of [wall, second, mia, visitor, late]) await state(page, 'off')

  // Who was there from the beginning opens all of it, who came late what was said since.
  await minutesOn(mia.page).getByRole('button', { name: 'Open', exact: true }).click()
  const chapters = (page: Page) => page.getByRole('list', { name: 'Who came and went' }).getByRole('listitem')
  await mia.page.getByRole('button', { name: 'Play' }).waitFor()
  expect(await chapters(mia.page).getByRole('button').count()).toBe(2)
  const noted = (page: Page) =>
    page
      .getByRole('list', { name: 'What was shown and noted' })
      .getByRole('button', { name: 'Mia noted: The key is with Ben' })
  await noted(mia.page).waitFor()
  await mia.page.getByRole('button', { name: 'Play' }).click()
  await mia.page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await minutesOn(late.page).getByRole('button', { name: 'Open', exact: true }).click()
  await late.page.getByRole('button', { name: 'Play' }).waitFor()
  expect(await chapters(late.page).getByRole('button').count()).toBe(1)
  expect(await noted(late.page).count()).toBe(0)

  // Taken along, and opened again from the file.
  const saving = visitor.page.waitForEvent('download')
  await visitor.page.getByRole('status').getByRole('button', { name: 'Export' }).click()
  const file = await (await saving).path()
  expect((await readFile(file)).toString('latin1')).not.toMatch(/Mia|Ben/)
  await wall.page.getByRole('button', { name: 'Minutes' }).click()
  const dialog = wall.page.getByRole('dialog', { name: 'Minutes' })
  await dialog.getByLabel('Open minutes file').setInputFiles(file)
  await dialog.getByRole('button', { name: 'Play' }).waitFor()

  await minutesOn(mia.page).getByRole('button', { name: 'Delete' }).click()
  await minutesOn(mia.page).getByRole('button', { name: 'Delete for everyone?' }).click()
  await mia.page.locator('[data-testid=minutes-receipt][data-outstanding="0"]').waitFor()
  // Nobody goes on listening, or is offered a copy.
  for (const { page } of [mia, late]) {
    await page.getByRole('region', { name: /^Minutes of/ }).waitFor({ state: 'detached' })
    await page.getByText('The minutes of this meeting are ready.').waitFor({ state: 'detached' })
  }
  expect(faultsOf(wall, second, mia, visitor, late)).toEqual([])
})
