import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openHouse } from './kit/house.ts'
import { addNote, codeOn, entry, isLive, makeRoom, nameMe, onDisplay, pair, scan, showText } from './kit/steps.ts'

const PICTURE = fileURLToPath(new URL('../../docs/room.png', import.meta.url))

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

    const [onWall, inHand] = await Promise.all(
      [wall, lin].map(({ page }) => page.screenshot({ animations: 'disabled', caret: 'hide' })),
    )
    const composed = await wall.context.newPage()
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
    await composed.screenshot({ path: PICTURE })
    await house.close()
  },
)

test('the picture that the README shows is there', () => {
  expect(existsSync(PICTURE)).toBe(true)
})
