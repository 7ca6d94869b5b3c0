import { afterEach, beforeEach, expect, test } from 'vitest'
import { startExample } from './kit/example.ts'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, faultsOf, isLive, onDisplay, openSettings, pair, scan, showText } from './kit/steps.ts'

let house: House
let example: Awaited<ReturnType<typeof startExample>>
beforeEach(async () => {
  house = await openHouse()
  example = await startExample('open-board')
})
afterEach(async () => {
  example.stop()
  await house.close()
})

test('the walls say what left the room: nothing at first, a file that a visitor took, and what went to the open board', async () => {
  const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const ana = await house.device({ name: 'ana', phone: true })
  await scan(ana.page, await codeOn(second.page))
  const counts = async (page: typeof wall.page) => {
    const line = page.getByTestId('egress')
    return [await line.getAttribute('data-bytes'), await line.getAttribute('data-taken')]
  }
  await addNote(ana.page, 'Bring the key')
  await showText(ana.page, 'Agenda')
  for (const { page } of [wall, second]) {
    await onDisplay(page).getByText('Agenda').waitFor()
    expect(await counts(page)).toEqual(['0', '0'])
    await page.getByTestId('egress').getByText('Nothing leaves this room.').waitFor()
  }

  await ana.page
    .getByLabel('Send a file')
    .setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 few words') })
  const saving = ana.page.waitForEvent('download')
  await ana.page
    .getByRole('list', { name: 'Files', exact: true })
    .locator('li[data-state=kept]')
    .getByRole('button', { name: 'Save' })
    .click()
  await saving
  for (const { page } of [wall, second]) await expect.poll(() => counts(page), { timeout: 30_000 }).toEqual(['0', '1'])

  await openSettings(wall.page)
  await wall.page.getByRole('switch', { name: 'Open the board' }).check()
  const board = wall.page.getByTestId('open-board')
  const said = async (name: string) => (await board.getAttribute(`data-${name}`)) ?? ''
  const way = { signaling: await said('signaling'), room: await said('room'), password: await said('password') }
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const app = await house.device({ name: 'app' })
  await app.page.goto(`${example.url}#${new URLSearchParams({ ...way, stun: `stun:localhost:${box.urls.stunPort}` })}`)
  await app.page.getByText('Bring the key').waitFor()
  // Both say the same, and no less than the note itself.
  for (const { page } of [wall, second])
    await expect.poll(async () => Number((await counts(page))[0]), { timeout: 30_000 }).toBeGreaterThan(13)

  await wall.page.getByTestId('egress').getByRole('button').click()
  const page = wall.page.getByRole('dialog', { name: 'What leaves this room' })
  await page.getByText('Files that visitors took with them').waitFor()
  if (process.env['OSMOSE_PICTURES'])
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/egress.png` })
  await page.getByRole('button', { name: 'Close' }).click()
  if (process.env['OSMOSE_PICTURES'])
    await wall.page.screenshot({ path: `${process.env['OSMOSE_PICTURES']}/egress-line.png` })
  expect(faultsOf(wall, second, ana)).toEqual([])
})
