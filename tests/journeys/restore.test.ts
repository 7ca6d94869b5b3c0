import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, entry, isAt, isLive, openSettings, pair, says, scan } from './kit/steps.ts'

let house: House
let box: Box
let wall: Device
let words: string[]

beforeEach(async () => {
  house = await openHouse()
  ;({ box, wall, words } = await openRoom(house, { name: 'The Reading Room', place: 'Floor 1' }))
})
afterEach(() => house.close())

test('with the words and the box, a blank tablet is the room again, and visitors come in', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await addNote(phone.page, 'Bring the garden door key')
  await entry(wall.page, 'Notes', 'Bring the garden door key').waitFor()
  await backUp(wall, 'Back up now')
  await wall.page.getByText('Backed up.').waitFor()
  await phone.close()
  await losesItsDisk(wall)

  const blank = await house.device({ name: 'wall' })
  await blank.page.goto(box.urls.local)
  await bringBack(blank, words)
  await isRoomAgain(blank)
  expect([...wall.errors, ...blank.errors]).toEqual([])
})

test('with the words and a file, the room comes back at a box that never knew it', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await addNote(phone.page, 'Bring the garden door key')
  await entry(wall.page, 'Notes', 'Bring the garden door key').waitFor()
  const saved = wall.page.waitForEvent('download')
  await backUp(wall, 'Save a file')
  const file = join(house.folder, 'osmose-backup.bin')
  await (await saved).saveAs(file)
  await phone.close()
  await losesItsDisk(wall)

  const other = await house.box(['--data', join(house.folder, 'other box')])
  const blank = await house.device({ name: 'blank' })
  await blank.page.goto(other.urls.local)
  await bringBack(blank, words)
  await says(blank.page, 'backup-none')
  await bringBack(blank, words, file)
  await isRoomAgain(blank)
  expect(besidesNone(blank)).toEqual([])
})

test('a member and a second screen, which were off, belong to the room that was brought back', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await addNote(member.page, 'Before')
  for (const { page } of [wall, second]) await entry(page, 'Notes', 'Before').waitFor()
  await backUp(wall, 'Back up now')
  await wall.page.getByText('Backed up.').waitFor()
  await second.close()
  await member.close()
  await losesItsDisk(wall)

  const blank = await house.device({ name: 'wall' })
  await blank.page.goto(box.urls.local)
  await bringBack(blank, words)
  await isAt(blank.page, 'wall')
  const again = await house.device({ name: 'second' })
  await again.page.goto(box.urls.local)
  await isLive(again.page)
  await isLive(blank.page)
  const back = await house.device({ name: 'member', phone: true })
  await back.page.goto(box.urls.local)
  await isLive(back.page)
  await addNote(back.page, 'After')
  for (const text of ['Before', 'After'])
    for (const { page } of [blank, again, back]) await entry(page, 'Notes', text).waitFor()
  expect([blank, again, back].flatMap(({ errors }) => errors)).toEqual([])
})

test('words that are wrong are answered by what is wrong with them', async () => {
  const blank = await house.device({ name: 'blank' })
  await blank.page.goto(box.urls.local)
  await bringBack(blank, words.slice(1))
  await says(blank.page, 'words-count')
  await bringBack(blank, ['osmose', ...words.slice(1)])
  await says(blank.page, 'words-unknown')
  await bringBack(blank, [...words.slice(0, 11), words[11] === 'zoo' ? 'abandon' : 'zoo'].reverse())
  // Eleven right words backwards and one other: known to the list, and no key.
  await blank.page.locator('[role=alert]:is([data-reason=words-checksum], [data-reason=backup-none])').waitFor()
  await bringBack(blank, 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' '))
  await says(blank.page, 'backup-none')

  const saved = wall.page.waitForEvent('download')
  await backUp(wall, 'Save a file')
  const file = join(house.folder, 'osmose-backup.bin')
  await (await saved).saveAs(file)
  await bringBack(blank, 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' '), file)
  await says(blank.page, 'backup-wrong-words')
  await isAt(blank.page, 'setup')
  expect([...wall.errors, ...besidesNone(blank)]).toEqual([])
})

async function backUp({ page }: Device, how: 'Back up now' | 'Save a file'): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: how }).click()
}

async function losesItsDisk(device: Device): Promise<void> {
  await device.close()
  await rm(device.folder, { recursive: true, force: true })
}

async function bringBack({ page }: Device, written: readonly string[], file?: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Recovery words' }).fill(written.join(' '))
  if (file) await page.getByLabel('Backup file, if you have one').setInputFiles(file)
  await page.getByRole('button', { name: 'Restore' }).click()
}

async function isRoomAgain({ page }: Device): Promise<void> {
  await isAt(page, 'wall')
  await page.getByRole('heading', { name: 'The Reading Room' }).waitFor()
  await page.getByText('Floor 1').waitFor()
  await entry(page, 'Notes', 'Bring the garden door key').waitFor()
  await entry(page, 'Devices', 'Wall 2').waitFor({ state: 'attached' })
  const visitor = await house.device({ name: 'visitor', phone: true })
  await scan(visitor.page, await codeOn(page))
  await entry(visitor.page, 'Notes', 'Bring the garden door key').waitFor()
  await addNote(visitor.page, 'Found it')
  await entry(page, 'Notes', 'Found it').waitFor()
  expect(visitor.errors).toEqual([])
}

/** The browser itself complains about the 404 by which a box says that it has no such backup. */
const besidesNone = ({ errors }: Device) => errors.filter((error) => !/404.*\/backup\//.test(error))
