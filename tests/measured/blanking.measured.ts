import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { inView, withCamera } from '../journeys/kit/camera.ts'
import { openHouse } from '../journeys/kit/house.ts'
import { makeRoom, openSettings, pair } from '../journeys/kit/steps.ts'

/* From a stranger's first frame until every screen is blank, on the built app: `npm run bench -- room --images DIR`. */

const rounds = Number(process.env['OSMOSE_ROUNDS'] ?? 20)
/** Each face is so wide before the camera, in pixels of a frame 640 wide: a little more than the least that counts. */
const FACE_PX = 72
/** Pictures, and which part of a picture's width its face takes. */
type Stranger = { path: string; part: number }

test('a stranger comes in again and again', { timeout: 1_200_000 }, async () => {
  const house = await openHouse()
  onTestFinished(house.close, 60_000) // browsers close slowly on a busy machine
  const box = await house.box()
  const wall = await house.device({ name: 'wall', prepare: withCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second', prepare: withCamera })
  await pair(wall.page, second.page, 'screen')
  await openSettings(wall.page)
  await wall.page.getByRole('radio', { name: 'Know people' }).check({ force: true })
  await wall.page.getByRole('switch', { name: 'Blank on a stranger' }).check()
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const pages = [wall.page, second.page]
  for (const page of pages) {
    await page
      .locator('[data-testid=camera-state]')
      .getByText(/watching|asleep/)
      .waitFor({ state: 'attached' })
    await noteBlanks(page)
  }

  const [resident, ...strangers] = JSON.parse(readFileSync(process.env['OSMOSE_STRANGERS'] ?? '', 'utf8')) as Stranger[]
  const known = resident && (await letKnow(wall.page, resident)) ? 1 : 0
  const toAll: number[] = []
  const between: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { path, part } = strangers[round % strangers.length] as Stranger
    const photo = { data: readFileSync(path).toString('base64') }
    const width = FACE_PX / part
    for (const page of pages) await page.evaluate(() => void Object.assign(globalThis, { blankAt: undefined }))
    // Somewhere else each time, as people come in.
    await inView(wall.page, { photo, left: ((round * 97) % 640) * (1 - width / 640), width })
    const shownAt = await wall.page.evaluate(() => (globalThis as unknown as { shownAt: number }).shownAt)
    const blankAt = await Promise.all(pages.map(blanked))
    toAll.push(Math.max(...blankAt) - shownAt)
    between.push(Math.max(...blankAt) - Math.min(...blankAt))
    await inView(wall.page)
    for (const page of pages) await page.locator('main[data-blank=false]').waitFor()
    // A quiet room, as it is before somebody comes in: the camera's loop may have gone to sleep or not.
    await wall.page.waitForTimeout(round % 2 === 0 ? 500 : 6_000)
  }
  expect(toAll).toHaveLength(rounds)
  await writeFile(process.env['OSMOSE_REPORT'] ?? '/dev/null', JSON.stringify({ toAll, between, known }))
})

/** The first person is one the room knows, so that strangers are compared; false where their picture is too poor to enrol. */
async function letKnow(page: Page, { path, part }: Stranger): Promise<boolean> {
  const width = Math.min(640, 200 / part)
  await inView(page, { photo: { data: readFileSync(path).toString('base64') }, left: (640 - width) / 2, width })
  await page.getByRole('button', { name: 'Let the room know my face' }).click()
  await page.getByRole('button', { name: 'I consent' }).click()
  const done = page.getByText('The room knows your face').waitFor({ timeout: 90_000 })
  const isKnown = await done.then(
    () => true,
    () => false, // answered by what is reported
  )
  await page.getByRole('button', { name: isKnown ? 'Done' : 'Stop' }).click()
  await inView(page)
  await page.locator('main[data-blank=false]').waitFor()
  await page.waitForTimeout(4_000)
  return isKnown
}

/** All pages are of one machine and share its clock. */
async function noteBlanks(page: Page): Promise<void> {
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('main[data-blank=true]'))
        (globalThis as unknown as { blankAt?: number }).blankAt ??= Date.now()
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-blank'] })
  })
}

const blanked = (page: Page): Promise<number> =>
  page
    .waitForFunction(() => (globalThis as unknown as { blankAt?: number }).blankAt, undefined, {
      timeout: 30_000,
      polling: 20,
    })
    .then((handle) => handle.jsonValue()) as Promise<number>
