import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cameraOf, inView, people, withCamera } from './kit/camera.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { faultsOf, isAt, makeRoom, nameMe, openSettings, pair, says } from './kit/steps.ts'

/* What somebody does about their own face at the wall, and what a member's phone says against a mistake. */

const [[amara, amaraAgain], [stranger]] = people()

let house: House
let box: Box
beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test('without a phone: known by consent at the wall, forgotten by standing before it', async () => {
  const wall = await wallThat('Know people')
  await inView(wall.page, { photo: amara })
  await letKnow(wall.page, 'Amara')
  await inView(wall.page, { photo: amaraAgain })
  await sees(wall.page, { known: 1, unknown: 0 })
  await wall.page.locator('[aria-label="People here"] li').filter({ hasText: 'Amara' }).waitFor()

  await wall.page.getByRole('button', { name: 'Forget me' }).click()
  const dialog = wall.page.getByRole('dialog', { name: 'Forget me' })
  await dialog.getByText('You look like Amara').waitFor()
  await dialog.getByRole('button', { name: 'Forget the face before this screen' }).click()
  await dialog.getByTestId('forget-receipt').getByText('Forgotten').waitFor()
  expect(await dialog.getByTestId('forget-receipt').getAttribute('data-outstanding')).toBe('0')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await sees(wall.page, { known: 0, unknown: 1 })
  expect(faultsOf(wall)).toEqual([])
})

test('by the receipt’s number, without one’s face; a wrong number forgets nobody and says so', async () => {
  const wall = await wallThat('Know people')
  await inView(wall.page, { photo: amara })
  const receipt = await letKnow(wall.page, '')
  await inView(wall.page)
  await wall.page.getByRole('button', { name: 'Forget me' }).click()
  const dialog = wall.page.getByRole('dialog', { name: 'Forget me' })
  await dialog.getByRole('textbox', { name: 'Receipt number' }).fill('00000000')
  await wall.page.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByRole('textbox', { name: 'Receipt number' }).fill(receipt)
  await wall.page.keyboard.press('Enter')
  await dialog.getByTestId('forget-receipt').getByText('Forgotten').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await inView(wall.page, { photo: amaraAgain })
  await sees(wall.page, { known: 0, unknown: 1 })
})

test('an admin has somebody forgotten who gave no name, has lost the number and is not there', async () => {
  const wall = await wallThat('Know people')
  await inView(wall.page, { photo: amara })
  await letKnow(wall.page, '')
  await inView(wall.page)
  await openSettings(wall.page)
  const known = wall.page.getByRole('list', { name: 'Known by face' })
  await known.getByRole('button', { name: 'Forget Somebody without a name' }).click()
  await known.getByRole('button', { name: 'Forget Somebody without a name?' }).click()
  await wall.page.getByText('Nobody is known by face').waitFor()
  await wall.page.getByRole('button', { name: 'Close' }).click()
  await inView(wall.page, { photo: amaraAgain })
  await sees(wall.page, { known: 0, unknown: 1 })
})

test('a member says “That’s not me”, and that face is not taken for theirs again', async () => {
  const wall = await wallThat('Know people')
  const phone = await house.device({ name: 'member', phone: true, prepare: withCamera })
  await pair(wall.page, phone.page, 'member')
  await nameMe(phone.page, 'Amara')
  await isAt(phone.page, 'phone')
  await inView(phone.page, { photo: amara })
  await letKnow(phone.page, 'Amara')
  await inView(wall.page, { photo: amaraAgain })
  await sees(wall.page, { known: 1, unknown: 0 })

  await phone.page.getByRole('button', { name: 'That’s not me' }).click()
  await phone.page.getByText('The room will not take that face for you again').waitFor()
  // The same face, which never left and does not move.
  await wall.page.locator('[data-testid=sees][data-unknown="1"]').waitFor({ state: 'attached', timeout: 5_000 })
})

test('people are counted and nobody is recognised; a covered camera counts nobody', async () => {
  const wall = await wallThat('Count people')
  await inView(wall.page, { photo: amara, left: 20, width: 280 }, { photo: stranger, left: 330, width: 280 })
  await sees(wall.page, { known: 0, unknown: 2 })
  expect(await wall.page.getByRole('button', { name: 'Let the room know my face' }).count()).toBe(0)
  await wall.page.getByRole('button', { name: 'Cover the camera' }).click()
  await wall.page.getByTestId('camera-state').getByText('covered').waitFor({ state: 'attached' })
  await wall.page.getByRole('button', { name: 'Uncover the camera' }).click()
  await sees(wall.page, { known: 0, unknown: 2 })
})

test('a camera of 160 by 120 pixels says that it sees only who is near, and still does; one of 4K sees who is far off', async () => {
  const small = await wallThat('Count people', cameraOf(1 / 4))
  await inView(small.page, { photo: amara })
  await small.page.getByTestId('sees').getByText('Sees only who is near').waitFor()
  await cameraIs(small.page, /watching|asleep/)
  await openSettings(small.page)
  await says(small.page, 'camera-small')
  await small.page.getByRole('button', { name: 'Close' }).click()
  await inView(small.page, { photo: amara, left: 0, width: 640 })
  await sees(small.page, { known: 0, unknown: 1 })
  await small.close()

  const large = await wallThat('Count people', cameraOf(6))
  await inView(large.page, { photo: amara, left: 20, width: 80 }, { photo: stranger, left: 500, width: 80 })
  await sees(large.page, { known: 0, unknown: 2 })
  expect(faultsOf(large)).toEqual([])
})

test('no camera, one that is refused, one that is taken away and a worker that dies: each is said, and each mends itself', async () => {
  const wall = await wallThat('Count people', withTroubledCamera)
  await inView(wall.page, { photo: amara })
  await sees(wall.page, { known: 0, unknown: 1 })
  for (const trouble of ['NotFoundError', 'NotAllowedError', 'NotReadableError']) {
    await camera(wall.page, trouble)
    await cameraIs(wall.page, /blocked/)
    // Blind is not empty: whoever was there last is held to be.
    await sees(wall.page, { known: 0, unknown: 1 })
    // What the room is for goes on.
    await wall.page.getByTestId('join-qr').waitFor()
    await camera(wall.page, 'works')
    await cameraIs(wall.page, /watching/)
    await sees(wall.page, { known: 0, unknown: 1 })
  }
  await camera(wall.page, 'taken away')
  await cameraIs(wall.page, /blocked/)
  await cameraIs(wall.page, /watching/)

  // The worker ends in the middle of its looks, and tells nobody.
  await inView(wall.page)
  await sees(wall.page, { known: 0, unknown: 0 })
  const workers = wall.page.workers().filter((worker) => worker.url().includes('worker'))
  expect(workers).toHaveLength(1)
  const another = wall.page.waitForEvent('worker', { timeout: LONGEST_SILENCE_MS })
  for (const worker of workers) await worker.evaluate('self.close()')
  await another
  await inView(wall.page, { photo: amara })
  await wall.page
    .locator('[data-testid=sees][data-unknown="1"]')
    .waitFor({ state: 'attached', timeout: LONGEST_SILENCE_MS })
  expect(faultsOf(wall)).toEqual([])
})

/** A look that takes longer is given up, and another worker begins, which reads its models on a busy machine. */
const LONGEST_SILENCE_MS = 90_000

/** The camera of `withCamera`, that fails as the page is told: by a DOMException's name when opened, or in the middle. */
async function withTroubledCamera(context: BrowserContext): Promise<void> {
  await withCamera(context)
  await context.addInitScript(() => {
    const painted = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    let trouble = 'works'
    let tracks: MediaStreamTrack[] = []
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      if (wanted?.video && trouble !== 'works') throw new DOMException('', trouble)
      const stream = await painted(wanted)
      tracks.push(...stream.getVideoTracks())
      return stream
    }
    Object.assign(globalThis, {
      camera(next: string) {
        for (const track of tracks) {
          track.stop()
          track.dispatchEvent(new Event('ended'))
        }
        tracks = []
        trouble = next === 'taken away' ? 'works' : next
        if (next === 'works') navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
      },
    })
  })
}
const camera = (page: Page, state: string) =>
  page.evaluate((next) => (globalThis as unknown as { camera(state: string): void }).camera(next), state)
const cameraIs = (page: Page, state: RegExp) =>
  page.getByTestId('camera-state').getByText(state).waitFor({ state: 'attached' })

let walls = 0
async function wallThat(
  mode: 'Know people' | 'Count people',
  prepare: (context: BrowserContext) => Promise<unknown> = withCamera,
): Promise<Device> {
  const wall = await house.device({ name: `wall ${walls++}`, prepare })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  await openSettings(wall.page)
  await wall.page.getByRole('radio', { name: mode }).check({ force: true })
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const state = wall.page.getByTestId('camera-state').getByText(/watching|asleep/)
  await state.waitFor({ state: 'attached' })
  return wall
}

/** Through the dialog on this page, before its camera; the receipt's number. */
async function letKnow(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Let the room know my face' }).click()
  const dialog = page.getByRole('dialog', { name: 'Let the room know my face' })
  if (name) await dialog.getByRole('textbox', { name: 'Name to show on the walls' }).fill(name)
  await dialog.getByRole('button', { name: 'I consent' }).click()
  await dialog.getByText('The room knows your face').waitFor({ timeout: 90_000 })
  // Before the camera is a photograph: it says so, and refuses nobody for it.
  await page.locator('[data-testid=face-moved][data-blinked=false][data-turned=false]').waitFor()
  const receipt = (await page.getByTestId('face-receipt').innerText()).replaceAll(/\D/g, '')
  await dialog.getByRole('button', { name: 'Done' }).click()
  return receipt
}

const sees = (page: Page, { known, unknown }: { known: number; unknown: number }) =>
  page.locator(`[data-testid=sees][data-known="${known}"][data-unknown="${unknown}"]`).waitFor({ state: 'attached' })
