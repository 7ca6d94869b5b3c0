import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, entry, isAt, isLive, keptBy, nameMe, pair, scan } from './kit/steps.ts'

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Winter Garden' }))
})
afterEach(() => house.close())

test('who leaves is gone from the list, and the phone keeps nothing of the room', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await addNote(phone.page, 'Bring the garden door key')
  await entry(wall.page, 'People here', 'Lin').waitFor()
  const kept = (await keptBy(phone.page)).map((row) => row.split(' ')[0])
  for (const shelf of ['rooms', 'statements', 'updates']) expect(kept).toContain(shelf)

  await phone.page.getByRole('button', { name: 'Leave' }).click()
  await isAt(phone.page, 'phone', 'left')
  await expect.poll(() => keptBy(phone.page)).toEqual([])
  await wall.page.getByRole('list', { name: 'People here' }).getByRole('listitem').waitFor({ state: 'detached' })
  expect(await phone.page.getByText('Bring the garden door key').count()).toBe(0)

  await phone.page.reload()
  await isAt(phone.page, 'setup')
  expect(await phone.page.getByText('The Winter Garden').count()).toBe(0)
  // What was given to the room stays in the room.
  await entry(wall.page, 'Notes', 'Bring the garden door key').waitFor()
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('who left comes back as a new visitor by scanning again', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await phone.page.getByRole('button', { name: 'Leave' }).click()
  await isAt(phone.page, 'phone', 'left')
  await scan(phone.page, await codeOn(wall.page))
  await addNote(phone.page, 'Back again')
  await entry(wall.page, 'Notes', 'Back again').waitFor()
  expect(await wall.page.getByRole('list', { name: 'People here' }).getByRole('listitem').count()).toBe(1)
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('a member who leaves is no longer here, and is in again when the page is opened', async () => {
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await nameMe(member.page, 'Mira')
  await entry(wall.page, 'People here', 'Mira').waitFor()
  await member.page.getByRole('button', { name: 'Leave' }).click()
  await isAt(member.page, 'phone', 'left')
  await entry(wall.page, 'People here', 'Mira').waitFor({ state: 'detached' })
  await member.page.reload()
  await isLive(member.page)
  await entry(wall.page, 'People here', 'Mira').waitFor()
  expect([...wall.errors, ...member.errors]).toEqual([])
})
