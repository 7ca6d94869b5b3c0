import type { BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pastWarning, secureUrl } from './kit/certificates.ts'
import { turnClock, withClockToTurn } from './kit/clock.ts'
import { damage, fillDisk, refuseWrites, rowsIn, withRefusingDisk } from './kit/disk.ts'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import {
  addNote,
  codeOn,
  digitsOn,
  entry,
  faultsOf,
  isAt,
  isInstalled,
  isLive,
  makeRoom,
  onDisplay,
  pair,
  scan,
  showText,
  typeCode,
} from './kit/steps.ts'

/** Longer than a code admits, with the slack that a screen allows for. */
const RUN_OUT_MINUTES = 2

let house: House

// One wall for all codes that are not good.
let site: House
let hall: Device
let url: string

beforeAll(async () => {
  site = await openHouse()
  url = (await site.box()).urls.local
  hall = await site.device({ name: 'hall', prepare: withClockToTurn })
  await makeRoom(hall.page, url, { name: 'The Reading Room' })
  await isLive(hall.page)
})
afterAll(() => site.close())

beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

describe('disks', () => {
  test('a full disk does not stop a room: the wall says it, and keeps everything once there is space again', async () => {
    const { wall } = await openRoom(house, { name: 'The Reading Room' }, { prepare: withRefusingDisk })
    const phone = await house.device({ name: 'phone', phone: true })
    await scan(phone.page, await codeOn(wall.page))
    await addNote(phone.page, 'Before the disk was full')
    await entry(wall.page, 'Notes', 'Before the disk was full').waitFor()

    await refuseWrites(wall.page, true)
    await addNote(phone.page, 'While the disk was full')
    for (const { page } of [wall, phone]) await entry(page, 'Notes', 'While the disk was full').waitFor()
    expect(await theSentence(wall.page)).toBe('storage-full')
    // Somebody who comes while nothing is kept is admitted for good all the same.
    const other = await house.device({ name: 'other', phone: true })
    await scan(other.page, await codeOn(wall.page))
    await refuseWrites(wall.page, false)
    await wall.page.locator('[role=alert]').waitFor({ state: 'detached' })
    await wall.page.reload()
    for (const note of ['Before the disk was full', 'While the disk was full'])
      await entry(wall.page, 'Notes', note).waitFor()
    for (const { page } of [phone, other]) await isLive(page)
    expect(faultsOf(wall, phone, other)).toEqual([])
  })

  test('a room is not made on a full disk, and the answers wait until there is space', async () => {
    const box = await house.box()
    const wall = await house.device({ name: 'wall' })
    await wall.page.goto(box.urls.local)
    await wall.page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
    const giveSpace = await fillDisk(wall)
    await answerAll(wall.page)
    await wall.page.getByRole('button', { name: 'Create room' }).click()
    expect(await theSentence(wall.page)).toBe('storage-full')
    await giveSpace()
    await wall.page.getByRole('button', { name: 'Create room' }).click()
    await isAt(wall.page, 'wall', 'live')
    await wall.page.getByText('The Reading Room').first().waitFor()
    expect(faultsOf(wall)).toEqual([])
  })

  test('a visitor’s full phone comes in all the same, for as long as the page is open', async () => {
    const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true })
    await phone.page.goto(box.urls.local)
    await isAt(phone.page, 'setup')
    await fillDisk(phone)
    await scan(phone.page, await codeOn(wall.page))
    await addNote(phone.page, 'From a full phone')
    await entry(wall.page, 'Notes', 'From a full phone').waitFor()
    expect(await wall.page.locator('[role=alert]').count()).toBe(0)
    expect(faultsOf(wall, phone)).toEqual([])
  })

  test('one unreadable row is set aside: the wall says it, and shows all the rest', async () => {
    const { wall } = await openRoom(house, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true })
    await scan(phone.page, await codeOn(wall.page))
    for (const note of ['First', 'Second']) {
      await addNote(phone.page, note)
      await entry(wall.page, 'Notes', note).waitFor()
    }
    await wall.page.reload()
    await isLive(wall.page)
    await isLive(phone.page)
    const before = await rowsIn(wall.page, 'updates')
    await addNote(phone.page, 'Third')
    await entry(wall.page, 'Notes', 'Third').waitFor()
    await expect.poll(() => rowsIn(wall.page, 'updates')).not.toEqual(before)
    await damage(wall.page, 'updates', before)
    await wall.page.reload()
    expect(await theSentence(wall.page)).toBe('store-corrupt')
    for (const note of ['First', 'Second']) await entry(wall.page, 'Notes', note).waitFor()
    // The phone still has what the wall lost.
    await isLive(phone.page)
    await entry(phone.page, 'Notes', 'First').waitFor()
    expect(faultsOf(wall, phone)).toEqual([])
  })

  test('a wall whose own row cannot be read says so, instead of looking like a new screen', async () => {
    const { wall } = await openRoom(house, { name: 'The Reading Room' })
    await damage(wall.page, 'rooms', [])
    await wall.page.reload()
    await isAt(wall.page, 'setup')
    expect(await theSentence(wall.page)).toBe('store-corrupt')
    await wall.page.getByRole('textbox', { name: 'Recovery words' }).waitFor()
    expect(faultsOf(wall)).toEqual([])
  })

  test('a browser that keeps nothing says so on a blank screen', async () => {
    const box = await house.box()
    const wall = await house.device({
      name: 'wall',
      prepare: (context) =>
        context.addInitScript(
          () =>
            Reflect.deleteProperty(Window.prototype, 'indexedDB') &&
            Object.defineProperty(window, 'indexedDB', {
              value: {
                open: () => {
                  throw new DOMException('', 'SecurityError')
                },
              },
            }),
        ),
    })
    await wall.page.goto(box.urls.local)
    await isAt(wall.page, 'setup')
    expect(await theSentence(wall.page)).toBe('storage-broken')
    expect(faultsOf(wall)).toEqual([])
  })
})

describe('clocks', () => {
  test('with one screen two hours ahead and a phone two hours behind, visitors come in and stay, and what is later stands later', async () => {
    const { wall } = await openRoom(house, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true, prepare: withClock(-2) })
    await scan(phone.page, await codeOn(wall.page))
    await addNote(phone.page, 'First')
    await entry(wall.page, 'Notes', 'First').waitFor()

    const second = await house.device({ name: 'second', prepare: withClock(2) })
    await pair(wall.page, second.page, 'screen')
    await isLive(second.page)
    const other = await house.device({ name: 'other', phone: true })
    await scan(other.page, await codeOn(second.page))
    await addNote(other.page, 'Second')
    await showText(other.page, 'Shown while both were here')
    for (const { page } of [wall, second]) {
      await entry(page, 'Notes', 'Second').waitFor()
      await onDisplay(page).getByText('Shown while both were here').waitFor()
    }
    // Neither has to scan again, whichever screen it comes back to.
    for (const { page } of [phone, other]) {
      await page.reload()
      await isLive(page)
    }
    // Nobody can say which of two clocks is right, so both are asked to look.
    for (const { page } of [wall, second]) expect(await theSentence(page)).toBe('clock-wrong')

    await second.close()
    await isAt(wall.page, 'wall', 'alone')
    await isLive(other.page)
    await addNote(other.page, 'Third')
    await showText(other.page, 'Shown when the fast clock had gone')
    await onDisplay(wall.page).getByText('Shown when the fast clock had gone').waitFor()
    await entry(wall.page, 'Notes', 'Third').waitFor()
    await wall.page.locator('[role=alert]').waitFor({ state: 'detached' })
    for (const { page } of [phone, other]) {
      await entry(page, 'Notes', 'Third').waitFor()
      expect(
        await page
          .getByRole('list', { name: 'Notes' })
          .locator('li .note-text')
          .evaluateAll((notes) => notes.map((note) => note.firstChild?.textContent)),
      ).toEqual(['Third', 'Second', 'First'])
    }
    expect(faultsOf(wall, second, phone, other)).toEqual([])
  })

  test('a wall whose clock is put right while people are here keeps them, and its code lets in', async () => {
    const box = await house.box()
    const wall = await house.device({ name: 'wall', prepare: withClock(-2) })
    await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true })
    await scan(phone.page, await codeOn(wall.page))
    const before = await codeOn(wall.page)
    await wall.page.evaluate(() => Reflect.set(window, 'osmoseClockMs', 0))
    await expect.poll(() => codeOn(wall.page), { timeout: 10_000 }).not.toBe(before)
    const other = await house.device({ name: 'other', phone: true })
    await scan(other.page, await codeOn(wall.page))
    await isLive(phone.page)
    await addNote(phone.page, 'Still here')
    await entry(wall.page, 'Notes', 'Still here').waitFor()
    expect(await wall.page.getByRole('list', { name: 'People here' }).locator('li[data-state=here]').count()).toBe(2)
    expect(faultsOf(wall, phone, other)).toEqual([])
  })
})

describe('a box that goes away', () => {
  test('while somebody sets up a screen: the room is made all the same, and visitors come in when the box is back', async () => {
    const box = await house.box()
    const wall = await house.device({ name: 'wall' })
    // Behind a certificate warning there is no service worker: whatever is needed later has to be here already.
    await pastWarning(wall.page, secureUrl(box))
    await wall.page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
    await wall.page.waitForLoadState('networkidle')
    box.kill()
    await answerAll(wall.page)
    await wall.page.getByRole('button', { name: 'Create room' }).click()
    await isAt(wall.page, 'wall')
    await wall.page.getByText('The Reading Room').first().waitFor()
    expect(await wall.page.getByTestId('join-qr').count()).toBe(0)
    await box.restart()
    await isAt(wall.page, 'wall', 'live')
    const phone = await house.device({ name: 'phone', phone: true })
    await scan(phone.page, await codeOn(wall.page), pastWarning)
    expect(faultsOf(wall, phone)).toEqual([])
  })

  test('while somebody types a code or brings a room back: one sentence, the answer stays, and trying again works', async () => {
    const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true })
    await phone.page.goto(box.urls.local)
    await isInstalled(phone.page)
    await isAt(phone.page, 'setup')
    box.kill()
    await typeCode(phone.page, '1234 5678')
    expect(await theSentence(phone.page)).toBe('box-gone-in-setup')
    expect(await phone.page.getByRole('textbox', { name: 'Code or link' }).inputValue()).toBe('1234 5678')
    await box.restart()
    await isAt(wall.page, 'wall', 'live')
    await typeCode(phone.page, await digitsOn(wall.page))
    await isAt(phone.page, 'phone', 'live')
    expect(faultsOf(wall, phone)).toEqual([])
  })

  test('while somebody scans: one sentence, and they come in by themselves when it is back', async () => {
    const { box, wall } = await openRoom(house, { name: 'The Reading Room' })
    const phone = await house.device({ name: 'phone', phone: true })
    await phone.page.goto(box.urls.local)
    await isInstalled(phone.page)
    await phone.page.goto('about:blank')
    const code = await codeOn(wall.page)
    box.kill()
    await phone.page.goto(code)
    expect(await theSentence(phone.page)).toBe('box-gone')
    await box.restart()
    await isAt(wall.page, 'wall', 'live')
    await isAt(phone.page, 'phone', 'live')
    expect(faultsOf(wall, phone)).toEqual([])
  })
})

describe('codes that are not good', () => {
  test('a damaged link, one of something else, and one of a room that is not here each get one sentence', async () => {
    const phone = await house.device({ name: 'phone', phone: true })
    const code = await codeOn(hall.page)
    await phone.page.goto(code.slice(0, -3))
    expect(await theSentence(phone.page)).toBe('code-foreign')
    await phone.page.goto('about:blank')
    await phone.page.goto(`${url}#wifi:T:WPA;S:guests`)
    expect(await theSentence(phone.page)).toBe('code-foreign')
    await phone.page.goto('about:blank')
    await phone.page.goto(`${url}#v${Buffer.alloc(28, 7).toString('base64url')}`)
    expect(await theSentence(phone.page)).toBe('code-expired')
    // The right code is one tap and eight digits away.
    await phone.page.getByRole('button', { name: 'Type a code' }).click()
    await typeCode(phone.page, await digitsOn(hall.page))
    await isAt(phone.page, 'phone', 'live')
    expect(faultsOf(phone)).toEqual([])
  })

  test('a code that names another screen than the one which answers is refused before anything is said', async () => {
    const phone = await house.device({ name: 'phone', phone: true })
    const code = await codeOn(hall.page)
    const letters = Buffer.from(code.split('#v')[1] ?? '', 'base64url')
    letters.fill(7, 16)
    await phone.page.goto(`${url}#v${letters.toString('base64url')}`)
    expect(await theSentence(phone.page)).toBe('wrong-screen')
    expect(faultsOf(phone)).toEqual([])
  })

  test('an invitation lets in one device: whoever comes second is told so, before and after the first is in', async () => {
    const [second, late, later] = [
      await house.device({ name: 'second' }),
      await house.device({ name: 'late' }),
      await house.device({ name: 'later' }),
    ]
    await hall.page.getByRole('button', { name: 'Add a screen' }).click()
    const invitation = (await hall.page.getByTestId('pair-qr').getAttribute('data-url')) as string
    await second.page.goto(invitation)
    await second.page.getByTestId('sas').waitFor()
    await late.page.goto(invitation)
    expect(await theSentence(late.page)).toBe('code-used')
    await second.page.getByRole('button', { name: 'They match' }).click()
    await hall.page.getByRole('button', { name: 'They match' }).click()
    await isAt(second.page, 'wall', 'live')
    await hall.page.getByRole('button', { name: 'Done' }).click()
    await later.page.goto(invitation)
    expect(await theSentence(later.page)).toBe('code-used')
    // It is still a blank screen, which may ask for an invitation of its own.
    await later.page.getByRole('button', { name: 'Close' }).click()
    await isAt(later.page, 'setup')
    expect(faultsOf(second, late, later)).toEqual([])
  })

  test('a code that has run out says so, and the one on the wall lets in', async () => {
    const phone = await house.device({ name: 'phone', phone: true })
    const first = await codeOn(hall.page)
    await turnClock(hall.page, RUN_OUT_MINUTES)
    await expect.poll(() => codeOn(hall.page)).not.toBe(first)
    await phone.page.goto(first)
    expect(await theSentence(phone.page)).toBe('code-expired')
    await scan(phone.page, await codeOn(hall.page))
    // And a wall that somebody sends to a wrong address is still that wall.
    await hall.page.goto('about:blank')
    await hall.page.goto(`${url}#nonsense`)
    await isAt(hall.page, 'wall')
    await isLive(phone.page)
    expect(faultsOf(phone, hall)).toEqual([])
  })
})

/** The reason of the one sentence that the page says: there is exactly one, and it has words. */
async function theSentence(page: Page): Promise<string> {
  const alert = page.locator('[role=alert]')
  await alert.first().waitFor()
  expect(await alert.count()).toBe(1)
  expect((await alert.innerText()).trim()).toMatch(/^[A-Z].{20,250}\.$/s)
  return (await alert.getAttribute('data-reason')) ?? ''
}

async function answerAll(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Room name' }).fill('The Reading Room')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'PIN' }).fill('2580')
  await page.keyboard.press('Enter')
  await page.getByTestId('recovery-words').waitFor()
  await page.getByRole('button', { name: 'Next' }).click()
}

/** A clock so many hours wrong, until somebody sets `osmoseClockMs`. */
const withClock = (hours: number) => (context: BrowserContext) =>
  context.addInitScript((wrongMs) => {
    Reflect.set(window, 'osmoseClockMs', wrongMs)
    const now = Date.now.bind(Date)
    const wrong = () => now() + (Reflect.get(window, 'osmoseClockMs') as number)
    window.Date = new Proxy(Date, {
      construct: (target, args: []) => (args.length > 0 ? new target(...args) : new target(wrong())),
      get: (target, name) => (name === 'now' ? wrong : Reflect.get(target, name)),
    })
  }, hours * 3_600_000)
