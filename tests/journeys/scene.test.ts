import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast, inView, withCamera } from './kit/camera.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { pngOf } from './kit/png.ts'
import {
  codeOn,
  entry,
  faultsOf,
  isAt,
  isLive,
  makeRoom,
  nameMe,
  onDisplay,
  openSettings,
  pair,
  scan,
} from './kit/steps.ts'

/* A whole meeting, from people walking in to minutes that each opens as far as they were there, with nothing beyond this machine in reach. */

const UNPLUGGED = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // No name beyond this machine is found.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
]
const faces = cast()
const [amara, vera, stranger] = [
  { photo: faces.amara, left: 0, width: 205 },
  { photo: faces.vera, left: 215, width: 195 },
  { photo: faces.stranger, left: 430, width: 200 },
]

let house: House
let box: Box
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test('people walk in and their papers appear; all agree and it is recorded; a stranger comes and goes; each opens what they were there for', async () => {
  const asked: string[] = []
  const device = async (name: string, phone: boolean) => {
    const one = await house.device({ name, phone, args: UNPLUGGED, prepare: withCamera })
    one.context.on('request', (request) => asked.push(request.url()))
    return one
  }
  const [wall, second] = [await device('wall', false), await device('second', false)]
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await pair(wall.page, second.page, 'screen')
  await openSettings(wall.page)
  await wall.page.getByRole('radio', { name: 'Know people' }).check({ force: true })
  await wall.page.getByRole('switch', { name: 'Blank on a stranger' }).check()
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const [amaras, bens] = [await device('amara', true), await device('ben', true)]
  await pair(wall.page, amaras.page, 'member')
  await nameMe(amaras.page, 'Amara')
  await letKnow(amaras)
  await amaras.page
    .getByLabel('Send a file')
    .setInputFiles({ name: 'agenda.png', mimeType: 'image/png', buffer: pngOf(640, 400) })
  await showWhen(wall.page, 'agenda.png', 'Amara', () => leave(amaras))
  await pair(wall.page, bens.page, 'member')
  await nameMe(bens.page, 'Ben')

  // She walks in, and what she shares is on both walls; her phone is still in her pocket.
  const papers = (page: Page) => onDisplay(page).getByRole('img', { name: 'agenda.png' })
  expect(await papers(wall.page).count()).toBe(0)
  await inView(wall.page, amara)
  for (const { page } of [wall, second]) await papers(page).waitFor()
  await amaras.page.reload()
  await isLive(amaras.page)

  // Asked on every device, and heard only once all have agreed.
  for (const { page } of [wall, second])
    await page.locator('[data-testid=camera-state][data-state=asleep]').waitFor({ state: 'attached' })
  await amaras.page.getByRole('button', { name: 'Record', exact: true }).click()
  for (const { page } of [wall, second, amaras, bens]) await recording(page, 'asking', 'ask')
  await agree(amaras.page)
  await recording(wall.page, 'asking', 'ask')
  await agree(bens.page)
  // She has stood still for long, and the cameras sleep: only people can say that nobody else is in the room.
  await recording(wall.page, 'asking', 'everyone')
  await question(wall.page).getByRole('button', { name: 'Everyone has agreed' }).click()
  for (const { page } of [wall, second, amaras, bens]) await recording(page, 'on')
  await goesOn(wall.page)

  // A visitor comes late: it rests until she has answered, and nobody else is asked again.
  const veras = await device('vera', true)
  await scan(veras.page, await codeOn(second.page))
  for (const { page } of [wall, second, amaras, veras]) await recording(page, 'paused', 'came-in')
  await inView(wall.page, amara, vera)
  await agree(veras.page)
  await nameMe(veras.page, 'Vera')
  for (const { page } of [wall, second, amaras, bens, veras]) await recording(page, 'on')
  for (const { page } of [amaras, bens]) expect(await question(page).count()).toBe(0)
  await goesOn(wall.page)

  await leave(bens)
  for (const { page } of [wall, second]) {
    await entry(page, 'People here', 'Ben').waitFor({ state: 'detached' })
    await recording(page, 'on')
  }
  await goesOn(wall.page)

  // Somebody for whom nobody answers: nothing of the room is left to read, and nothing is recorded.
  await inView(wall.page, amara, vera, stranger)
  for (const { page } of [wall, second, amaras, veras]) {
    await page.locator('main[data-blank=true]').waitFor()
    expect(await page.content()).not.toMatch(/agenda\.png/)
    await recording(page, 'paused', 'unexplained')
  }
  await inView(wall.page, amara, vera)
  for (const { page } of [wall, second, amaras, veras]) {
    await page.locator('main[data-blank=false]').waitFor()
    await recording(page, 'on')
  }
  for (const { page } of [wall, second]) await papers(page).waitFor()

  // A phone asleep has not left, and its person is not asked again.
  veras.sleep()
  await wall.page.locator('[aria-label="People here"] li[data-state=away]').filter({ hasText: 'Vera' }).waitFor()
  await recording(wall.page, 'on')
  veras.wake()
  await isLive(veras.page)
  await recording(veras.page, 'on')
  expect(await question(veras.page).count()).toBe(0)

  await second.page.getByRole('button', { name: 'Stop recording' }).click()
  for (const { page } of [wall, second, amaras, veras]) await recording(page, 'off')
  await bens.page.reload()
  await isLive(bens.page)
  const heard = { amara: await heardBy(amaras.page), ben: await heardBy(bens.page), vera: await heardBy(veras.page) }
  const [alone, all, after] = ['Amara and Ben', 'Amara, Ben, and Vera', 'Amara and Vera']
  const shut = 'You were not here, or had not agreed.'
  expect(heard).toEqual({
    amara: [alone, all, after],
    ben: [alone, all, shut],
    vera: [shut, all, after],
  })
  for (const { page } of [wall, second]) expect(await page.getByTestId('egress').getAttribute('data-bytes')).toBe('0')
  expect(asked.filter((url) => !url.startsWith(box.urls.local) && !/^(data|blob):/.test(url))).toEqual([])
  expect(faultsOf(wall, second, amaras, bens, veras)).toEqual([])
})

const recording = (page: Page, at: string, cause = 'none') =>
  page
    .locator(`[data-testid=recording][data-state=${at}]${at === 'off' ? '' : `[data-cause="${cause}"]`}`)
    .waitFor({ state: 'attached' })
/** Something is said: a part of no length is none. */
async function goesOn(page: Page): Promise<void> {
  const seconds = async () => {
    const [, m, s] =
      /(\d+):(\d\d)$/.exec(
        await page
          .getByText(/^Recording \d/)
          .first()
          .innerText(),
      ) ?? []
    return Number(m) * 60 + Number(s)
  }
  const from = await seconds()
  await expect.poll(seconds, { timeout: 30_000 }).toBeGreaterThan(from + 1)
}
const question = (page: Page) => page.getByRole('dialog', { name: 'Record this meeting?' })
async function agree(page: Page): Promise<void> {
  await question(page).getByRole('button', { name: 'I agree' }).click()
  await question(page).waitFor({ state: 'detached' })
}

async function letKnow({ page }: Device): Promise<void> {
  await inView(page, { photo: faces.amaraNear })
  await page.getByRole('button', { name: 'Let the room know my face' }).click()
  const dialog = page.getByRole('dialog', { name: 'Let the room know my face' })
  await dialog.getByRole('button', { name: 'I consent' }).click()
  await dialog.getByText('The room knows your face').waitFor({ timeout: 90_000 })
  await dialog.getByRole('button', { name: 'Done' }).click()
}

async function leave({ page }: Device): Promise<void> {
  await page.getByRole('button', { name: 'Leave' }).click()
  await isAt(page, 'phone', 'left')
}

/** `first`: what happens between finding the file and choosing. */
async function showWhen(page: Page, file: string, person: string, first: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Files' }).click()
  const row = page.getByRole('list', { name: 'Files', exact: true }).getByRole('listitem').filter({ hasText: file })
  const choose = row.getByRole('button', { name: 'Show when …' })
  await choose.waitFor()
  await first()
  await choose.click()
  const dialog = page.getByRole('dialog', { name: `Show ${file} when …` })
  await dialog.getByRole('checkbox', { name: person }).check()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Close' }).click()
}

/** Who was there, one part of the minutes after the other, as far as this phone opens them; a pause begins another of the same people. */
async function heardBy(page: Page): Promise<string[]> {
  const minutes = page.getByRole('list', { name: 'Minutes' }).getByRole('listitem').first()
  await minutes.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('button', { name: 'Play' }).waitFor()
  const parts = await page.getByRole('list', { name: 'Who came and went' }).getByRole('listitem').allInnerTexts()
  return parts
    .map((words) => words.replace(/^\s*\d\d:\d\d\s*/, '').trim())
    .filter((words, at, all) => words !== all[at - 1])
}
