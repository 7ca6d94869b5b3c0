import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { faultsOf, isLive, pair, says, showText } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const clock = (ms: number) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)

test('booked at the wall and from a member’s phone, extended, ended, and taken over from a calendar’s file', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)

  // On the spot, at the wall; every screen says so, in the wall's own hours.
  await wall.page.getByRole('button', { name: 'Book 30' }).click()
  for (const { page } of [wall, second]) await page.getByText(/^Booked until \d\d:\d\d$/).waitFor()
  await member.page.getByText(/^Booked until/).waitFor()
  await wall.page.getByRole('button', { name: 'Extend' }).click()
  await second.page.getByText(/^Booked until/).waitFor()
  await member.page.getByRole('button', { name: 'End', exact: true }).click()
  await wall.page.getByRole('button', { name: 'Book 15' }).waitFor()

  // From a phone, with a name.
  await member.page.getByRole('textbox', { name: 'What for' }).fill('Design review')
  await member.page.getByRole('button', { name: 'Book 60' }).click()
  for (const { page } of [wall, second]) await page.getByText(/^Design review until/).waitFor()
  await showText(member.page, 'Agenda')
  await wall.page.getByText(/^Design review until/).waitFor()

  // A file that overlaps it brings in what is free.
  const [soon, later] = [Date.now() + 10 * 60_000, Date.now() + 3 * 3_600_000]
  const stamp = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const entry = (uid: string, ms: number, name: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${name}\r\nDTSTART:${stamp(ms)}\r\nDURATION:PT30M\r\nEND:VEVENT\r\n`
  const calendar = join(house.folder, 'room.ics')
  await writeFile(
    calendar,
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n${entry('a', soon, 'Taken')}${entry('b', later, 'Lecture')}END:VCALENDAR\r\n`,
  )
  await wall.page.getByRole('button', { name: 'Bookings' }).click()
  const dialog = wall.page.getByRole('dialog', { name: 'Bookings' })
  await dialog.getByLabel('Add from a calendar file').setInputFiles(calendar)
  await dialog.getByText('1 booking added. 1 not added: the room is taken then.').waitFor()
  const rows = (page: typeof wall.page) => page.getByRole('list', { name: 'Bookings' }).getByRole('listitem')
  await rows(member.page).filter({ hasText: 'Lecture' }).getByText(clock(later)).waitFor()
  expect(await rows(wall.page).count()).toBe(2)

  const saving = wall.page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as a calendar file' }).click()
  const saved = await (await saving).path()
  expect(await readFile(saved, 'utf8')).toContain('SUMMARY:Lecture')
  await writeFile(calendar, 'not a calendar')
  await dialog.getByLabel('Add from a calendar file').setInputFiles(calendar)
  await says(wall.page, 'calendar-unreadable')
  await dialog.getByRole('button', { name: 'Remove Lecture' }).click()
  await rows(member.page).filter({ hasText: 'Lecture' }).waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'End', exact: true }).click()
  await member.page.getByText('Nothing is booked.').waitFor()
  expect(faultsOf(wall, second, member)).toEqual([])
})
