import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, isLive, makeRoom, pair, scan, showText } from './kit/steps.ts'

let house: House
let box: Box

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test('a tablet becomes a room; a visitor scans, is in, adds a note and shows a sentence', async () => {
  const wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', place: 'Floor 1' })
  await isLive(wall.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  expect(new URL(phone.page.url()).hash).toBe('')
  await addNote(phone.page, 'Bring the garden door key')
  await wall.page.getByRole('list', { name: 'Notes' }).getByText('Bring the garden door key').waitFor()
  await showText(phone.page, 'Agenda: the new reading hours')
  await wall.page.getByRole('region', { name: 'On display' }).getByText('Agenda: the new reading hours').waitFor()
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('a second screen and a member are paired, and all share what the room holds', async () => {
  const wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(second.page, member.page, 'member')
  await isLive(member.page)
  await addNote(member.page, 'From a member')
  for (const { page } of [wall, second]) await page.getByRole('list', { name: 'Notes' }).getByText('From a member').waitFor()
  expect([...wall.errors, ...second.errors, ...member.errors]).toEqual([])
})
