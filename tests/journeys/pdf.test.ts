import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { hostilePdf, lockedPdf, pdfOf } from './kit/pdf.ts'
import { codeOn, faultsOf, isLive, nameMe, onDisplay, says, scan } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a phone sends a PDF and the wall shows its pages, turned there or on the phone; a damaged or locked one is said so', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Vera')
  await phone.page
    .getByLabel('Send a file')
    .setInputFiles(
      [
        ['slides.pdf', pdfOf('One', 'Two', 'Three')] as const,
        ['torn.pdf', Buffer.from('%PDF-1.7 nothing more')] as const,
        ['locked.pdf', lockedPdf()] as const,
      ].map(([name, buffer]) => ({ name, mimeType: 'application/pdf', buffer })),
    )
  const row = (name: string) =>
    phone.page
      .getByRole('list', { name: 'Files', exact: true })
      .locator('li[data-state=kept]')
      .filter({ hasText: name })
  const put = (name: string) => row(name).getByRole('button', { name: 'Put it on the wall' }).click()

  await put('slides.pdf')
  const at = (page: string) => onDisplay(wall.page).getByText(page, { exact: true }).waitFor()
  await at('Page 1 of 3')
  const img = onDisplay(wall.page).getByRole('img', { name: 'slides.pdf' })
  /** How much of the picture is ink: letters of a font that the file did not bring. */
  const ink = () =>
    img.evaluate(async (drawn: HTMLImageElement) => {
      await drawn.decode()
      const canvas = new OffscreenCanvas(192, 108)
      const context = canvas.getContext('2d')!
      context.drawImage(drawn, 0, 0, 192, 108)
      const { data } = context.getImageData(0, 0, 192, 108)
      return { width: drawn.naturalWidth, dark: data.filter((value, i) => i % 4 === 0 && value < 128).length > 50 }
    })
  expect(await ink()).toEqual({ width: 3_840, dark: true })

  await phone.page.getByRole('button', { name: 'Next page' }).click()
  await at('Page 2 of 3')
  await wall.page.keyboard.press('PageDown')
  await at('Page 3 of 3')
  await onDisplay(phone.page).getByText('Page 3 of 3').waitFor()
  await onDisplay(wall.page).getByRole('button', { name: 'Previous page' }).click()
  await at('Page 2 of 3')
  if (process.env['OSMOSE_PICTURES']) {
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/pdf-wall.png` })
    await phone.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/pdf-phone.png` })
  }

  await put('torn.pdf')
  await says(phone.page, 'pdf-unreadable')
  const torn = phone.page.getByRole('listitem').filter({ hasText: 'torn.pdf' })
  await torn.getByText('Damaged: it cannot be shown, only saved.').waitFor()
  await expect.poll(() => torn.getByRole('button', { name: 'Put it on the wall' }).count()).toBe(0)
  await put('locked.pdf')
  await says(phone.page, 'pdf-locked')
  // What was up stays up, on the page it was turned to, also when the wall starts anew.
  await wall.page.reload()
  await isLive(wall.page)
  await at('Page 2 of 3')
  await img.waitFor()
  expect(await ink()).toEqual({ width: 3_840, dark: true })
  expect([...faultsOf(wall), ...faultsOf(phone)]).toEqual([])
})

test('a PDF that would run code and fetch from afar is drawn, runs nothing, and nobody outside hears of it', async () => {
  const heard: string[] = []
  const outside = createServer((request, answer) => {
    heard.push(request.url ?? '')
    answer.end()
  })
  const port = await new Promise<number>((resolve) => {
    outside.listen(0, '127.0.0.1', () => resolve((outside.address() as AddressInfo).port))
  })
  const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  const asked: string[] = []
  for (const { context } of [wall, phone]) context.on('request', (request) => asked.push(request.url()))
  await phone.page.getByLabel('Send a file').setInputFiles({
    ...{ name: 'trap.pdf', mimeType: 'application/pdf' },
    buffer: hostilePdf(`http://127.0.0.1:${port}`),
  })
  await phone.page.getByRole('button', { name: 'Put it on the wall' }).click()
  const drawn = onDisplay(wall.page).getByRole('img', { name: 'trap.pdf' })
  await drawn.waitFor()
  await drawn.click()
  // As far as a wall goes: it is turned, and drawn again.
  await phone.page.getByRole('button', { name: 'Put it on the wall' }).click()
  await onDisplay(wall.page).getByText('Page 1 of 1').waitFor()
  expect(heard).toEqual([])
  expect(asked.filter((url) => !url.startsWith(box.urls.local) && !/^(data|blob):/.test(url))).toEqual([])
  expect(wall.context.pages()).toHaveLength(1)
  expect(await wall.page.getByTestId('egress').getAttribute('data-bytes')).toBe('0')
  outside.close()
})
