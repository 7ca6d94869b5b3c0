import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { AT_NIGHT } from './kit/night.ts'
import { pngOf } from './kit/png.ts'
import { codeOn, faultsOf, isLive, nameMe, onDisplay, openSettings, pair, says, scan } from './kit/steps.ts'

/** Large enough to be stopped on its way four times. `npm run nightly` sends one that no phone may hold in its memory. */
const LARGE_MB = AT_NIGHT ? 210 : 60

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

async function visitor(name: string): Promise<Device> {
  const phone = await house.device({ name, phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, name)
  return phone
}

const list = (page: Page) => page.getByRole('list', { name: 'Files', exact: true })
const row = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name })
const at = (page: Page, name: string, state: string) =>
  list(page).locator(`li[data-state=${state}]`).filter({ hasText: name })
const sendTo = (page: Page, whom: string) => page.getByRole('combobox', { name: 'To' }).selectOption({ label: whom })
const chosen = (page: Page) => page.getByLabel('Send a file')
const pdf = (words: string) => ({
  name: 'minutes.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7 ${words}`),
})
const tap = (page: Page, name: string, button: string) => row(page, name).getByRole('button', { name: button }).click()

/** What arrives as a download after this was done. */
async function saved(page: Page, doing: () => Promise<unknown>): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), doing()])
  return { name: download.suggestedFilename(), path: await download.path() }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** A file that nothing compresses, made on the disk: a test holds it no more than a phone should. */
async function filmOf(megabytes: number, name = 'film.mp4'): Promise<string> {
  const path = join(house.folder, name)
  const pieces = function* () {
    for (let n = 0; n < megabytes; n++) yield randomBytes(1 << 20)
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path))
  return path
}

test('files go from a phone to the wall and from there to another phone, whole; a picture among them is shown, HEIC is refused in words', async () => {
  const [ana, bob] = [await visitor('Ana'), await visitor('Bob')]
  await expect.poll(() => wall.page.getByRole('button', { name: 'Files', exact: true }).count()).toBe(0)
  await chosen(ana.page).setInputFiles([
    pdf('nothing more'),
    { name: 'garden.png', mimeType: 'image/png', buffer: pngOf(321, 123) },
    // A name that turns the reading direction, and a page that would like to run here.
    { name: 'trip\u202Egnp.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
    {
      name: 'holiday.heic',
      mimeType: 'image/heic',
      buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    },
  ])
  // The foot has a line more now: the room's name makes way, and is not cut.
  await wall.page.getByRole('button', { name: 'Files', exact: true }).waitFor()
  const isCut = () => wall.page.locator('.room-name').evaluate((name) => name.scrollHeight > name.clientHeight + 1)
  await expect.poll(isCut).toBe(false)
  for (const { page } of [wall, ana, bob])
    for (const name of ['minutes.pdf', 'garden.png', 'tripgnp.html', 'holiday.heic'])
      await at(page, name, 'kept').waitFor()

  // A picture that is none is said to be so, and offered to nobody's wall. Five files are more than a phone lists.
  const torn = pngOf(321, 123).subarray(0, 40)
  await chosen(ana.page).setInputFiles({ name: 'torn.png', mimeType: 'image/png', buffer: torn })
  await row(bob.page, 'torn.png').getByText('Damaged: it cannot be shown, only saved.').waitFor()
  expect(await row(bob.page, 'torn.png').getByRole('button').allInnerTexts()).toEqual(['Save'])
  await expect.poll(() => list(bob.page).getByRole('listitem').count()).toBe(3)
  await bob.page.getByRole('button', { name: 'All files (5)' }).click()
  await expect.poll(() => list(bob.page).getByRole('listitem').count()).toBe(5)
  await row(ana.page, 'torn.png').getByRole('button', { name: 'Remove' }).click()
  await row(bob.page, 'torn.png').waitFor({ state: 'detached' })
  await expect.poll(() => bob.page.getByRole('button', { name: /All files|Only the newest/ }).count()).toBe(0)

  const minutes = await saved(bob.page, () => tap(bob.page, 'minutes.pdf', 'Save'))
  expect([minutes.name, readFileSync(minutes.path, 'utf8')]).toEqual(['minutes.pdf', '%PDF-1.7 nothing more'])
  const html = await saved(bob.page, () => tap(bob.page, 'tripgnp.html', 'Save'))
  expect(html.name).toBe('tripgnp.html')
  expect(bob.context.pages().length).toBe(1)

  // The wall counts what went along, some seconds later; the line grows, and the buttons beside it move.
  await wall.page.locator('[data-testid=egress][data-taken="2"]').waitFor()
  await wall.page.getByRole('button', { name: 'Files', exact: true }).click()
  const dialog = wall.page.getByRole('dialog', { name: 'Files' })
  await row(wall.page, 'holiday.heic').getByRole('button', { name: 'Show on the wall' }).click()
  await says(wall.page, 'picture-heic')
  expect(await row(wall.page, 'tripgnp.html').getByRole('button', { name: 'Show on the wall' }).count()).toBe(0)
  await row(wall.page, 'garden.png').getByRole('button', { name: 'Show on the wall' }).click()
  await dialog.waitFor({ state: 'detached' })
  for (const { page } of [wall, bob]) await onDisplay(page).getByRole('img', { name: 'garden.png' }).waitFor()

  await row(ana.page, 'minutes.pdf').getByRole('button', { name: 'Remove' }).click()
  await row(wall.page, 'minutes.pdf').waitFor({ state: 'detached' })
  expect([wall, ana, bob].flatMap(({ errors }) => errors)).toEqual([])
})

test('a person is asked: who accepts has it and the room does not, who declines gets nothing, and either side may cancel', async () => {
  const [ana, bob] = [await visitor('Ana'), await visitor('Bob')]
  await sendTo(ana.page, 'Bob')
  await chosen(ana.page).setInputFiles(pdf('for Bob alone'))
  await row(bob.page, 'minutes.pdf').getByText('wants to give you this.').waitFor()
  await row(bob.page, 'minutes.pdf').getByText('Ana, visitor').waitFor()
  // Said at the top of the phone, and from there to the two answers.
  await bob.page.getByTestId('file-asked').click()
  await expect.poll(() => bob.page.locator('button:focus').innerText()).toBe('Decline')
  const letter = await saved(bob.page, () => bob.page.getByRole('button', { name: 'Accept' }).click())
  expect(readFileSync(letter.path, 'utf8')).toBe('%PDF-1.7 for Bob alone')
  await row(ana.page, 'minutes.pdf').getByText('Bob has it.').waitFor()
  expect(await row(wall.page, 'minutes.pdf').count()).toBe(0)
  await tap(ana.page, 'minutes.pdf', 'Put away')
  await tap(bob.page, 'minutes.pdf', 'Put away')

  await chosen(ana.page).setInputFiles(pdf('again'))
  await bob.page.getByRole('button', { name: 'Decline' }).click()
  await row(ana.page, 'minutes.pdf').getByText('Bob did not take it.').waitFor()
  await tap(ana.page, 'minutes.pdf', 'Put away')

  await chosen(ana.page).setInputFiles(pdf('never mind'))
  await bob.page.getByRole('button', { name: 'Accept' }).waitFor()
  await tap(ana.page, 'minutes.pdf', 'Cancel')
  await bob.page.getByRole('button', { name: 'Accept' }).waitFor({ state: 'detached' })
  await bob.page.getByTestId('file-asked').waitFor({ state: 'detached' })
  expect(await list(bob.page).getByRole('listitem').count()).toBe(0)
  expect(faultsOf(wall, ana, bob)).toEqual([])
})

test('what is over the room’s limits is refused in words before it is sent', async () => {
  await openSettings(wall.page)
  const largest = wall.page.getByRole('group', { name: 'Largest file' })
  for (const size of ['500 MB', '200 MB', '100 MB', '50 MB', '20 MB', '10 MB', '5 MB', '1 MB']) {
    await largest.getByRole('button', { name: 'Less' }).click()
    await largest.getByText(size.replace(' ', '\u00a0'), { exact: true }).waitFor()
  }
  await wall.page.getByRole('button', { name: 'Close' }).click()
  const ana = await visitor('Ana')
  await chosen(ana.page).setInputFiles({ name: 'big.bin', mimeType: '', buffer: Buffer.alloc(1_000_001) })
  await says(ana.page, 'file-too-large')
  await chosen(ana.page).setInputFiles({ name: 'small.bin', mimeType: '', buffer: Buffer.alloc(1_000_000) })
  await at(wall.page, 'small.bin', 'kept').waitFor()
  expect(await row(wall.page, 'big.bin').count()).toBe(0)
})

test('a large file goes on where it was: its sender slept, the wall was loaded anew, and so was the phone that takes it', async () => {
  const film = await filmOf(LARGE_MB)
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  const bob = await visitor('Bob')
  const memories = watchMemory({ wall, member, bob })
  await chosen(member.page).setInputFiles(film)
  const share = async (page: Page) => {
    const bar = row(page, 'film.mp4').getByRole('progressbar')
    return (await bar.count()) === 0 ? 0 : bar.evaluate((it: HTMLProgressElement) => it.value / it.max)
  }
  const reaches = (page: Page, least: number) =>
    expect.poll(() => share(page), { timeout: 120_000 }).toBeGreaterThan(least)
  await reaches(member.page, 0.1)
  member.sleep()
  await at(wall.page, 'film.mp4', 'paused').waitFor({ timeout: 60_000 })
  const before = await wall.page.getByRole('list', { name: 'Files' }).innerText()
  expect(before).toContain('film.mp4')
  member.wake()
  await reaches(member.page, 0.4)
  await wall.page.reload()
  await isLive(wall.page)
  await isLive(member.page)
  // The sender's own bar never falls: what has been taken over is not asked for again.
  await reaches(member.page, 0.5)
  await at(wall.page, 'film.mp4', 'kept').waitFor({ timeout: 240_000 })

  await tap(bob.page, 'film.mp4', 'Save')
  await reaches(bob.page, 0.3)
  await bob.page.reload()
  await isLive(bob.page)
  await reaches(bob.page, 0.3)
  await at(bob.page, 'film.mp4', 'whole').waitFor({ timeout: 240_000 })
  const copy = await saved(bob.page, () => tap(bob.page, 'film.mp4', 'Save'))
  expect((await stat(copy.path)).size).toBe(LARGE_MB << 20)
  expect(await hashOf(copy.path)).toBe(await hashOf(film))
  process.stdout.write(`    ${memories.stop()}\n`)
  expect(faultsOf(wall, member, bob)).toEqual([])
})

test('several at once, to the wall and to a person: one is cancelled on its way; the sender’s page is loaded anew, and chosen again the others go on', async () => {
  const [forWall, forBob, wrong] = [await filmOf(60), await filmOf(30, 'letter.mp4'), await filmOf(60, 'wrong.mp4')]
  const [ana, bob] = [await visitor('Ana'), await visitor('Bob')]
  await sendTo(ana.page, 'Bob')
  await chosen(ana.page).setInputFiles(forBob)
  await sendTo(ana.page, 'Everyone here')
  await chosen(ana.page).setInputFiles([forWall, wrong])
  await bob.page.getByRole('button', { name: 'Accept' }).click()
  for (const name of ['film.mp4', 'wrong.mp4']) await at(ana.page, name, 'moving').waitFor({ timeout: 60_000 })
  await tap(ana.page, 'wrong.mp4', 'Cancel')
  await wall.page.getByRole('button', { name: 'Files', exact: true }).click()
  await at(wall.page, 'film.mp4', 'moving').waitFor({ timeout: 60_000 })
  await row(wall.page, 'wrong.mp4').waitFor({ state: 'detached' })
  // Whoever takes them stands still, so that nothing ends before the page is loaded anew.
  for (const taker of [wall, bob]) taker.sleep()
  await ana.page.reload()
  for (const taker of [wall, bob]) taker.wake()
  await isLive(ana.page)
  const again = 'This page was loaded anew. Choose the same file again to go on.'
  for (const name of ['film.mp4', 'letter.mp4']) await row(ana.page, name).getByText(again).waitFor()
  expect(await row(ana.page, 'wrong.mp4').count()).toBe(0)

  const letter = await saved(bob.page, () => chosen(ana.page).setInputFiles([forBob, forWall]))
  expect(await hashOf(letter.path)).toBe(await hashOf(forBob))
  await at(wall.page, 'film.mp4', 'kept').waitFor({ timeout: 120_000 })
  const film = await saved(bob.page, () => tap(bob.page, 'film.mp4', 'Save'))
  expect(await hashOf(film.path)).toBe(await hashOf(forWall))
  await row(ana.page, 'letter.mp4').getByText('Bob has it.').waitFor()
  expect(await row(wall.page, 'letter.mp4').count()).toBe(0)
  expect(faultsOf(wall, ana, bob)).toEqual([])
})

/** The most memory that each device's pages took meanwhile, by the system's count. */
function watchMemory(devices: Record<string, Device>) {
  const most = new Map<string, number>()
  const look = () => {
    for (const [name, device] of Object.entries(devices)) {
      const pages = device.pids().map(residentMb)
      most.set(name, Math.max(most.get(name) ?? 0, ...pages))
    }
  }
  const timer = setInterval(look, 500)
  return {
    stop() {
      clearInterval(timer)
      return [...most].map(([name, mb]) => `${name}: at most ${Math.round(mb)} MB in one process`).join(', ')
    },
  }
}

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // ended since it was listed
  }
}
