import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { type Device, openHouse } from './kit/house.ts'
import { pdfOf } from './kit/pdf.ts'
import { addNote, codeOn, entry, isLive, makeRoom, nameMe, onDisplay, pair, scan, showText } from './kit/steps.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../../docs/${name}`, import.meta.url))
const [PICTURE, SCENE] = [pathOf('room.png'), pathOf('scene.png')]

test.runIf(process.env['OSMOSE_PICTURE'])(
  'the README’s picture is taken of a real room: a wall, and beside it a phone',
  async () => {
    const house = await openHouse()
    const box = await house.box()
    const wall = await house.device({ name: 'wall' })
    await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', place: 'Floor 1, North building' })
    await isLive(wall.page)
    const mira = await house.device({ name: 'mira', phone: true })
    await pair(wall.page, mira.page, 'member')
    await isLive(mira.page)
    await nameMe(mira.page, 'Mira')
    const lin = await house.device({ name: 'lin', phone: true })
    await scan(lin.page, await codeOn(wall.page))
    await nameMe(lin.page, 'Lin')
    await addNote(mira.page, 'The atlas is back on the second shelf')
    await addNote(lin.page, 'Bring the garden door key')
    await showText(mira.page, 'New reading hours: Monday to Friday until nine')
    for (const { page } of [wall, lin]) await onDisplay(page).getByText('New reading hours').waitFor()
    await entry(wall.page, 'People here', 'Lin').waitFor()
    await entry(lin.page, 'Notes', 'The atlas is back').waitFor()

    await compose(PICTURE, wall, lin)
    await house.close()
  },
)

test.runIf(process.env['OSMOSE_PICTURE'])(
  'and of a real meeting: a page of slides, the room is booked, and it is recorded since all have agreed',
  async () => {
    const house = await openHouse()
    const box = await house.box()
    const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    const wall = await house.device({ name: 'wall', args })
    await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', place: 'Floor 1, North building' })
    const [mira, jonas] = [
      await house.device({ name: 'mira', phone: true, args }),
      await house.device({ name: 'jonas', phone: true, args }),
    ]
    for (const [{ page }, name] of [
      [mira, 'Mira'],
      [jonas, 'Jonas'],
    ] as const) {
      await pair(wall.page, page, 'member')
      await isLive(page)
      await nameMe(page, name)
    }
    await mira.page.getByRole('textbox', { name: 'What for' }).fill('Design review')
    await mira.page.getByRole('button', { name: 'Book 60' }).click()
    await mira.page.getByLabel('Send a file').setInputFiles({
      ...{ name: 'Reading hours.pdf', mimeType: 'application/pdf' },
      buffer: pdfOf('Reading hours', 'Monday to Friday', 'until nine'),
    })
    await mira.page.getByRole('button', { name: 'Put it on the wall' }).click()
    await onDisplay(wall.page).getByText('Page 1 of 3').waitFor()
    await onDisplay(wall.page).getByRole('button', { name: 'Next page' }).click()
    for (const { page } of [wall, jonas]) await onDisplay(page).getByText('Page 2 of 3').waitFor()
    await mira.page.getByRole('button', { name: 'Record', exact: true }).click()
    const question = (page: Page) => page.getByRole('dialog', { name: 'Record this meeting?' })
    for (const { page } of [mira, jonas]) await question(page).getByRole('button', { name: 'I agree' }).click()
    await question(wall.page).getByRole('button', { name: 'Everyone has agreed' }).click()
    for (const { page } of [wall, jonas])
      await page.locator('[data-testid=recording][data-state=on]').waitFor({ state: 'attached' })
    for (const { page } of [wall, jonas]) await onDisplay(page).getByRole('img').waitFor()
    await jonas.page.locator('h1').click() // nothing is being typed
    await compose(SCENE, wall, jonas)
    await house.close()
  },
)

test('the pictures that the README shows are there', () => {
  expect([PICTURE, SCENE].map(existsSync)).toEqual([true, true])
})

/** A wall, and beside it a phone. */
async function compose(path: string, ...devices: [wall: Device, phone: Device]): Promise<void> {
  const [onWall, inHand] = await Promise.all(
    devices.map(({ page }) => page.screenshot({ animations: 'disabled', caret: 'hide' })),
  )
  const composed = await devices[0].context.newPage()
  await composed.setViewportSize({ width: 1810, height: 940 })
  const url = (png: Buffer | undefined) => `data:image/png;base64,${png?.toString('base64')}`
  await composed.setContent(`<style>
      body { margin: 0; height: 940px; display: flex; gap: 44px; align-items: center; justify-content: center; background: #dcdad5 }
      img { border-radius: 14px; box-shadow: 0 0 0 1px #0001, 0 18px 50px #0003 }
      img + img { border-radius: 34px }
    </style><img src="${url(onWall)}"><img src="${url(inHand)}">`)
  await composed
    .locator('img')
    .last()
    .evaluate((img: HTMLImageElement) => img.decode())
  await composed.screenshot({ path })
}
