import { afterEach, beforeEach, expect, test } from 'vitest'
import { inView, paintedCamera, people } from './kit/camera.ts'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { hasFirefox, openFirefox, type Fox } from './kit/firefox.ts'
import { pngOf } from './kit/png.ts'
import { addNote, codeOn, entry, isLive, makeRoom, onDisplay, openSettings, pair } from './kit/steps.ts'

let house: House
let box: Box
let wall: Device
let second: Device
let fox: Fox

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
  wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Fox Hole' })
  second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  fox = await openFirefox(`${house.folder}/fox`)
})
afterEach(async () => {
  try {
    await fox.close()
  } finally {
    await house.close()
  }
})
/** Firefox writes a line for what the box or a screen, being away, does not answer; MediaPipe says on every start what it runs on. */
const faults = () =>
  fox.errors.filter(
    (fault) => !/Firefox can’t establish|NetworkError|WebRTC: ICE failed|^INFO: Created TensorFlow/.test(fault),
  )

if (!hasFirefox) process.stderr.write('firefox.test.ts is skipped: there is no Firefox (OSMOSE_FIREFOX).\n')

/** Two browsers of different makers on a busy machine take their time to start, several times over. */
const PATIENCE_MS = 400_000

test.runIf(hasFirefox)(
  'a visitor in Firefox lives with Chromium screens: notes, display, a picture, reloads, and leaves',
  async () => {
    await fox.go(await codeOn(wall.page))
    await fox.isAt('live')
    expect(new URL(fox.page.url()).hash).toBe('')
    await fox.write('Your name', 'Renard')
    for (const { page } of [wall, second]) await entry(page, 'People here', 'Renard').waitFor()
    await fox.write('Add a note', 'From the fox')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'From the fox').waitFor()

    await fox.tap('Show on the wall')
    await fox.fill('Show on the wall', 'Everyone to the garden')
    await fox.tap('Show')
    for (const { page } of [wall, second]) await onDisplay(page).getByText('Everyone to the garden').waitFor()
    // Over the second connection, in frames that Chromium takes.
    await fox.tap('Show on the wall')
    await fox.choose('Show a picture', { name: 'noise.png', bytes: pngOf(1200, 1000, { noise: true }) })
    for (const { page } of [wall, second]) {
      const picture = onDisplay(page).getByRole('img', { name: 'noise.png' })
      await picture.waitFor()
      expect(await picture.evaluate(async (img: HTMLImageElement) => (await img.decode(), img.naturalWidth))).toBe(1200)
    }

    // A large answer in one piece, from Chromium to Firefox.
    const phone = await house.device({ name: 'phone', phone: true })
    await phone.page.goto(await codeOn(second.page))
    await isLive(phone.page)
    for (let n = 0; n < 40; n++) await addNote(phone.page, `${n} ${'x'.repeat(1_900)}`)
    await fox.reads(`39 ${'x'.repeat(20)}`)
    await fox.page.reload()
    await fox.isAt('live')
    await fox.reads(`39 ${'x'.repeat(20)}`)

    await fox.tap('Leave')
    await fox.isAt('left')
    await entry(wall.page, 'People here', 'Renard').waitFor({ state: 'detached' })
    await expect.poll(() => fox.keptRows()).toEqual([])
    expect([...wall.errors, ...second.errors, ...phone.errors, ...faults()]).toEqual([])
  },
  PATIENCE_MS,
)

test.runIf(hasFirefox)(
  'a member in Firefox is paired once, and is in again after a restart, with or without the box',
  async () => {
    await wall.page.getByRole('button', { name: 'Add a member' }).click()
    await fox.go((await wall.page.getByTestId('pair-qr').getAttribute('data-url')) as string)
    const digits = await wall.page.getByTestId('sas').innerText()
    expect(await fox.textOf('sas')).toBe(digits)
    await fox.tap('They match')
    await wall.page.getByRole('button', { name: 'They match' }).click()
    await fox.isAt('live')
    await wall.page.getByRole('button', { name: 'Done' }).click()
    await fox.write('Your name', 'Renard')
    await entry(second.page, 'People here', 'Renard').waitFor()
    await fox.write('Add a note', 'Signed by the fox')
    await entry(second.page, 'Notes', 'Signed by the fox').waitFor()
    // Its keys are in its disk and come out for nobody, not even for a script of the page itself.
    expect(await fox.keysOnDisk()).toEqual({ signKey: 'kept', sealKey: 'kept' })
    await fox.isInstalled()

    await fox.close()
    fox = await openFirefox(`${house.folder}/fox`)
    await fox.go(box.urls.local)
    await fox.isAt('live')
    await fox.write('Add a note', 'Back without scanning')
    await entry(wall.page, 'Notes', 'Back without scanning').waitFor()

    await fox.close()
    await box.stop()
    fox = await openFirefox(`${house.folder}/fox`)
    await fox.go(box.urls.local)
    await fox.isAt('offline')
    await fox.reads('Back without scanning')
    await box.restart()
    await fox.isAt('live')
    await fox.write('Add a note', 'Whole again')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'Whole again').waitFor()
    expect(faults()).toEqual([])
  },
  PATIENCE_MS,
)

test.runIf(hasFirefox)(
  'a visitor in Firefox lets the room know their face, with the models that run there, and takes it back',
  async () => {
    await openSettings(wall.page)
    await wall.page.getByRole('radio', { name: 'Know people' }).check({ force: true })
    const [[amara]] = people()
    await fox.close()
    fox = await openFirefox(`${house.folder}/fox`, paintedCamera)
    await fox.go(await codeOn(second.page))
    await fox.isAt('live')
    await fox.write('Your name', 'Renard')
    await inView(fox.page, { photo: amara })
    await fox.tap('Let the room know my face')
    await fox.tap('I consent')
    await fox.page.waitForSelector('[data-testid="face-receipt"]', { timeout: 180_000 })
    expect((await fox.textOf('face-receipt')).replaceAll(/\D/g, '')).toMatch(/^\d{8}$/)
    await wall.page.getByText('One person is known by face').waitFor()
    await fox.tap('Done')
    await fox.tap('Forget me')
    await fox.shows('Keep it')
    await fox.tap('Forget me')
    await fox.reads('Forgotten')
    await wall.page.getByText('Nobody is known by face').waitFor()
    expect(faults()).toEqual([])
  },
  PATIENCE_MS,
)
