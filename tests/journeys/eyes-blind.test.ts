import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inView, people, shutter, withCamera } from './kit/camera.ts'
import { openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, isAt, makeRoom, nameMe, openSettings, says, scan } from './kit/steps.ts'

/* Eyes that are open and see nothing: a picture that is switched off or black, models that are not what they should be. */

const [[amara], [stranger]] = people()

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('a picture that is switched off, a shutter that closes, or no memory for a picture, is said with what to do, un-blanks nothing, and mends itself', async () => {
  const box = await house.box()
  const wall = await house.device({ name: 'wall', prepare: withSwitchedCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await eyesOpen(wall.page, 'Count people')
  await cameraIs(wall.page, /watching|asleep/)
  await inView(wall.page, { photo: stranger })
  await sees(wall.page, 1)
  for (const [reason, words, blind] of TROUBLES) {
    await blind(wall.page, true)
    await wall.page.getByTestId('sees').getByText(words, { exact: false }).first().waitFor()
    await cameraIs(wall.page, /blocked/)
    // Whoever it saw last is held to be here, for longer than somebody out of view is.
    await wall.page.waitForTimeout(4_000)
    await sees(wall.page, 1)
    await openSettings(wall.page)
    await says(wall.page, reason)
    await wall.page.getByRole('button', { name: 'Close' }).click()
    await blind(wall.page, false)
    await cameraIs(wall.page, /watching|asleep/)
  }
  await inView(wall.page)
  await sees(wall.page, 0)
})

test('models that are altered or missing on the box are said; all else works, and eyes open by themselves once they are whole', async () => {
  const app = join(house.folder, 'app')
  await cp('dist/app', app, { recursive: true })
  const models = join(app, 'models')
  const mend = await alter(join(models, 'face-identity.tflite'))
  const box = await house.box(['--app', app])
  const wall = await house.device({ name: 'wall', prepare: withCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await inView(wall.page, { photo: amara })
  await eyesOpen(wall.page, 'Know people')
  await cameraIs(wall.page, /blocked/)
  await wall.page.getByTestId('sees').getByText('Eyes not working').waitFor()
  await openSettings(wall.page)
  await says(wall.page, 'eyes-missing')
  await wall.page.getByRole('button', { name: 'Close' }).click()

  const putBack = await takeAway(models, 'face-landmarks.tflite')
  const phone = await house.device({ name: 'phone', phone: true, prepare: withCamera })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Amara')
  await isAt(phone.page, 'phone')
  await addNote(phone.page, 'The garden door key')
  await inView(phone.page, { photo: amara })
  await consent(phone.page)
  await says(phone.page, 'eyes-missing')
  await phone.page.getByRole('button', { name: 'Done' }).click()

  await Promise.all([mend(), putBack()])
  await cameraIs(wall.page, /watching|asleep/, ONE_MORE_TRY_MS)
  await sees(wall.page, 1)
  await consent(phone.page)
  await phone.page.getByText('The room knows your face').waitFor({ timeout: ONE_MORE_TRY_MS })
})

test('a browser that cannot look at faces says so on wall and phone, and where to go instead; all else works', async () => {
  const app = join(house.folder, 'app')
  await cp('dist/app', app, { recursive: true })
  await crippleWorker(join(app, 'assets'))
  const box = await house.box(['--app', app])
  const wall = await house.device({ name: 'wall', prepare: withCamera })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await eyesOpen(wall.page, 'Know people')
  await cameraIs(wall.page, /blocked/)
  await wall.page.getByTestId('sees').getByText('This browser cannot see').waitFor()
  await openSettings(wall.page)
  await says(wall.page, 'eyes-unable')
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const phone = await house.device({
    ...{ name: 'phone', phone: true },
    prepare: (context) => context.addInitScript('delete globalThis.OffscreenCanvas'),
  })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Amara')
  await isAt(phone.page, 'phone')
  await consent(phone.page)
  await says(phone.page, 'eyes-unable')
  await phone.page.getByRole('button', { name: 'Done' }).click()
  await addNote(phone.page, 'The garden door key')
})

/** As in a browser whose workers have no canvas. */
async function crippleWorker(folder: string): Promise<void> {
  const workers = (await readdir(folder)).filter((file) => /^worker.*\.js/.test(file))
  for (const name of workers) {
    const file = join(folder, name)
    if (!name.endsWith('.js')) await rm(file)
    else await writeFile(file, `delete self.OffscreenCanvas;${await readFile(file, 'utf8')}`)
  }
}

/** The worker rests for 20 s, and then reads its models, on a machine that is busy. */
const ONE_MORE_TRY_MS = 90_000

/** The camera of `withCamera`, with a switch that mutes its track, as a key or a switch on a laptop does. */
async function withSwitchedCamera(context: BrowserContext): Promise<void> {
  await withCamera(context)
  await context.addInitScript(() => {
    const painted = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    let isOff = false
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await painted(wanted)
      // Without its canvas it passes for a camera's.
      for (const track of stream.getVideoTracks())
        Object.defineProperties(track, { muted: { get: () => isOff }, canvas: { value: undefined } })
      return stream
    }
    Object.assign(globalThis, { switchOff: (off: boolean) => (isOff = off) })
  })
}
const switchOff = (page: Page, off: boolean) =>
  page.evaluate((now) => (globalThis as unknown as { switchOff(off: boolean): void }).switchOff(now), off)

/** As in a page that has no memory for one more picture. */
function starve(page: Page, hungry: boolean) {
  return page.evaluate((now) => {
    const page = globalThis as typeof globalThis & { fed?: typeof createImageBitmap }
    page.fed ??= createImageBitmap
    page.createImageBitmap = now ? () => Promise.reject(new DOMException('', 'InvalidStateError')) : page.fed
  }, hungry)
}

const TROUBLES = [
  ['camera-muted', 'Camera switched off', switchOff],
  ['camera-dark', 'Camera sees only black', shutter],
  ['memory-short', 'No memory to see', starve],
] as const

async function eyesOpen(page: Page, mode: 'Count people' | 'Know people'): Promise<void> {
  await openSettings(page)
  await page.getByRole('radio', { name: mode }).check({ force: true })
  await page.getByRole('button', { name: 'Close' }).click()
}
const cameraIs = (page: Page, state: RegExp, timeout = 60_000) =>
  page.getByTestId('camera-state').getByText(state).waitFor({ state: 'attached', timeout })
const sees = (page: Page, unknown: number) =>
  page.locator(`[data-testid=sees][data-unknown="${unknown}"]`).waitFor({ state: 'attached' })

async function consent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Let the room know my face' }).click()
  await page.getByRole('button', { name: 'I consent' }).click()
}

/** Turns one byte of a file of the app; hands back what turns it back. */
async function alter(file: string): Promise<() => Promise<void>> {
  const good = await readFile(file)
  const bad = Buffer.from(good)
  bad[1_000_000] = (bad[1_000_000] ?? 0) ^ 1
  await writeFile(file, bad)
  return () => writeFile(file, good)
}

/** Removes a file from the app, with its compressed copies; hands back what puts them there again. */
async function takeAway(folder: string, name: string): Promise<() => Promise<void>> {
  const files = (await readdir(folder)).filter((file) => file.startsWith(name))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await rename(join(folder, file), join(folder, `away-${file}`))
  return async () => {
    for (const file of files) await rename(join(folder, `away-${file}`), join(folder, file))
  }
}
