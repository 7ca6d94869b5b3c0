import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { pngOf } from './kit/png.ts'
import { faultsOf, isAt, isLive, nameMe, onDisplay, pair } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('people walk in and the wall shows what they share; of two things a person chooses; it goes with whoever leaves', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const [mira, noa] = [
    await house.device({ name: 'mira', phone: true }),
    await house.device({ name: 'noa', phone: true }),
  ]
  for (const [phone, name] of [
    [mira, 'Mira'],
    [noa, 'Noa'],
  ] as const) {
    await pair(wall.page, phone.page, 'member')
    await isLive(phone.page)
    await nameMe(phone.page, name)
    await phone.page
      .getByLabel('Send a file')
      .setInputFiles({ name: `${name}.png`, mimeType: 'image/png', buffer: pngOf(320, 200) })
    // Whoever leaves while it is on its way takes it along.
    await phone.page.getByText(`The wall keeps ${name}.png.`).waitFor()
  }

  // Noa's is chosen at the wall, and she goes; Mira's on her own phone.
  await noa.page.getByRole('button', { name: 'Leave' }).click()
  await isAt(noa.page, 'phone', 'left')
  await wall.page.getByRole('button', { name: 'Files', exact: true }).click()
  await choose(wall.page, 'Noa.png', 'Noa')
  await row(wall.page, 'Noa.png').getByText('Appears when Noa is here.').waitFor()
  await wall.page.getByRole('button', { name: 'Close' }).click()
  expect(await onDisplay(wall.page).getByRole('img').count()).toBe(0)
  await choose(mira.page, 'Mira.png', 'Mira')
  const shown = (name: string) => onDisplay(wall.page).getByRole('img', { name })
  await shown('Mira.png').waitFor()
  expect(await shown('Mira.png').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320)

  // Noa comes in: nothing is snatched away, and hers is one tap away.
  await noa.page.reload()
  await isLive(noa.page)
  const ready = wall.page.getByRole('group', { name: 'Ready to show' })
  await ready.getByRole('button', { name: 'Noa.png' }).click()
  await shown('Noa.png').waitFor()
  await ready.getByRole('button', { name: 'Mira.png' }).waitFor()
  if (process.env['OSMOSE_PICTURES'])
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/appearing.png` })

  await noa.page.getByRole('button', { name: 'Leave' }).click()
  await shown('Noa.png').waitFor({ state: 'detached' })
  // Mira's had given way to it, and comes back.
  await shown('Mira.png').waitFor()
  await mira.page.getByRole('button', { name: 'Leave' }).click()
  await shown('Mira.png').waitFor({ state: 'detached' })
  await mira.page.reload()
  await isLive(mira.page)
  await shown('Mira.png').waitFor()
  expect(faultsOf(wall, mira, noa)).toEqual([])
})

type Page = Awaited<ReturnType<House['device']>>['page']
const row = (page: Page, file: string) =>
  page.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem').filter({ hasText: file })

async function choose(page: Page, file: string, person: string): Promise<void> {
  await row(page, file).getByRole('button', { name: 'Show when …' }).click()
  const dialog = page.getByRole('dialog', { name: `Show ${file} when …` })
  await dialog.getByRole('checkbox', { name: person }).check()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await dialog.waitFor({ state: 'detached' })
}
