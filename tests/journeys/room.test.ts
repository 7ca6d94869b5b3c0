import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, entry, isLive, makeRoom, nameMe, onDisplay, pair, scan, showText } from './kit/steps.ts'

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
  await phone.page.getByRole('heading', { name: 'The Reading Room' }).waitFor()

  await addNote(phone.page, 'Bring the garden door key')
  await entry(wall.page, 'Notes', 'Bring the garden door key').waitFor()
  await showText(phone.page, 'Agenda: the new reading hours')
  for (const { page } of [wall, phone]) await onDisplay(page).getByText('Agenda: the new reading hours').waitFor()
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('two screens, a member and a visitor share notes, what is on display, and who is here', async () => {
  const wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(second.page, member.page, 'member')
  await isLive(member.page)
  const visitor = await house.device({ name: 'visitor', phone: true })
  await scan(visitor.page, await codeOn(second.page))
  const all = [wall, second, member, visitor]

  await nameMe(member.page, 'Mira')
  await nameMe(visitor.page, 'Lin')
  for (const name of ['Mira', 'Lin']) {
    for (const { page } of all)
      await entry(page, 'People here', name).getByText(name.slice(0, 1), { exact: true }).waitFor()
  }

  await addNote(member.page, 'From a member')
  await addNote(visitor.page, 'From a visitor')
  for (const text of ['From a member', 'From a visitor'])
    for (const { page } of all) await entry(page, 'Notes', text).waitFor()

  await showText(visitor.page, 'Everyone to the garden')
  for (const { page } of all) await onDisplay(page).getByText('Everyone to the garden').waitFor()
  await showText(member.page, 'And back at four')
  for (const { page } of all) await onDisplay(page).getByText('And back at four').waitFor()
  expect(all.flatMap(({ errors }) => errors)).toEqual([])
})
