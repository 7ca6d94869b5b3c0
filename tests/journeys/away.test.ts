import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import {
  addNote,
  codeOn,
  entry,
  faultsOf,
  isAt,
  isLive,
  keptBy,
  nameMe,
  openSettings,
  pair,
  scan,
} from './kit/steps.ts'

let house: House
let box: Box
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ box, wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

const isListed = (device: Device, name: string, state: 'here' | 'away') =>
  device.page
    .getByRole('list', { name: 'People here', exact: true })
    .locator(`li[data-state=${state}]`)
    .filter({ hasText: name })
    .waitFor()

test('a phone that sleeps is away, not gone; when it wakes it is back by itself, with what was noted meanwhile', async () => {
  const sleeper = await house.device({ name: 'sleeper', phone: true })
  await scan(sleeper.page, await codeOn(wall.page))
  await nameMe(sleeper.page, 'Lin')
  const other = await house.device({ name: 'other', phone: true })
  await scan(other.page, await codeOn(wall.page))
  await isListed(wall, 'Lin', 'here')

  sleeper.sleep()
  await isListed(wall, 'Lin', 'away')
  await isListed(other, 'Lin', 'away')
  await addNote(other.page, 'Written while Lin slept')
  await entry(wall.page, 'Notes', 'Written while Lin slept').waitFor()

  sleeper.wake()
  await isLive(sleeper.page)
  await entry(sleeper.page, 'Notes', 'Written while Lin slept').waitFor()
  await isListed(wall, 'Lin', 'here')
  await addNote(sleeper.page, 'Awake again')
  await entry(wall.page, 'Notes', 'Awake again').waitFor()
  expect([wall, sleeper, other].flatMap(({ errors }) => errors)).toEqual([])
})

test('a phone that slept longer than its place is kept is told that the visit ended, and keeps nothing', async () => {
  await openSettings(wall.page)
  const kept = wall.page.getByRole('group', { name: 'A sleeping phone may come back for' })
  for (const minutes of [10, 5, 0]) {
    await kept.getByRole('button', { name: 'Less' }).click()
    await kept.getByText(`${minutes} minutes`).waitFor()
  }
  await wall.page.getByRole('button', { name: 'Close' }).click()

  const sleeper = await house.device({ name: 'sleeper', phone: true })
  await scan(sleeper.page, await codeOn(wall.page))
  await nameMe(sleeper.page, 'Lin')
  await entry(wall.page, 'People here', 'Lin').waitFor()
  sleeper.sleep()
  await entry(wall.page, 'People here', 'Lin').waitFor({ state: 'detached' })

  sleeper.wake()
  await isAt(sleeper.page, 'phone', 'expired')
  await expect.poll(() => keptBy(sleeper.page)).toEqual([])
  await scan(sleeper.page, await codeOn(wall.page))
  expect([...wall.errors, ...sleeper.errors]).toEqual([])
})

test('when the screen a phone is at falls asleep, the phone goes on at the other one, under its name', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(second.page))
  await nameMe(phone.page, 'Lin')
  for (const screen of [wall, second]) await isListed(screen, 'Lin', 'here')

  second.sleep()
  await addNote(phone.page, 'Said to nobody yet')
  await entry(wall.page, 'Notes', 'Said to nobody yet').waitFor()
  await isLive(phone.page)
  await isListed(wall, 'Lin', 'here')

  second.wake()
  await isLive(second.page)
  await entry(second.page, 'Notes', 'Said to nobody yet').waitFor()
  await isListed(second, 'Lin', 'here')
  expect(await second.page.getByRole('list', { name: 'Notes' }).getByRole('listitem').count()).toBe(1)
  expect([wall, second, phone].flatMap(({ errors }) => errors)).toEqual([])
})

test('a member’s phone and a second screen that slept are back by themselves, too', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await nameMe(member.page, 'Mira')
  const visitor = await house.device({ name: 'visitor', phone: true })
  await scan(visitor.page, await codeOn(wall.page))

  member.sleep()
  second.sleep()
  await wall.page.locator('main[data-state=alone]').waitFor()
  await isListed(wall, 'Mira', 'away')
  await addNote(visitor.page, 'Written while two slept')
  await entry(wall.page, 'Notes', 'Written while two slept').waitFor()

  second.wake()
  member.wake()
  for (const device of [wall, second, member]) {
    await isLive(device.page)
    await entry(device.page, 'Notes', 'Written while two slept').waitFor()
    await isListed(device, 'Mira', 'here')
  }
  expect([wall, second, member, visitor].flatMap(({ errors }) => errors)).toEqual([])
})

test('the box dies while somebody writes: the room goes on; when the box is back, so is the way in', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  const line = phone.page.getByRole('textbox', { name: 'Add a note' })
  await line.fill('Half a sentence')

  box.kill()
  await wall.page.getByText('The helper is away; the room goes on.').first().waitFor()
  await phone.page.getByText('The helper is away; the room goes on.').first().waitFor()
  await wall.page.getByTestId('join-qr').waitFor({ state: 'detached' })
  expect(await line.inputValue()).toBe('Half a sentence')
  await addNote(phone.page, 'A whole sentence')
  await entry(wall.page, 'Notes', 'A whole sentence').waitFor()
  await isLive(phone.page)
  await isLive(wall.page)

  await box.restart()
  await wall.page.getByTestId('join-qr').waitFor()
  await phone.page.getByText('The helper is away; the room goes on.').waitFor({ state: 'detached' })
  const newcomer = await house.device({ name: 'newcomer', phone: true })
  await scan(newcomer.page, await codeOn(wall.page))
  await entry(newcomer.page, 'Notes', 'A whole sentence').waitFor()
  expect(faultsOf(wall, phone, newcomer)).toEqual([])
})

test('a note written while no screen is in reach is not sent yet, outlives a reload, and goes by itself', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  wall.sleep()
  await isAt(phone.page, 'phone', 'away')
  await addNote(phone.page, 'Written in the lift')
  const unsent = entry(phone.page, 'Notes', 'Written in the lift').getByText('Not sent yet')
  await unsent.waitFor()
  await phone.page.reload()
  await unsent.waitFor()

  wall.wake()
  await isLive(phone.page)
  await entry(wall.page, 'Notes', 'Written in the lift').waitFor({ state: 'attached' })
  await unsent.waitFor({ state: 'detached' })
  expect(await phone.page.getByRole('list', { name: 'Notes' }).getByRole('listitem').count()).toBe(1)
  expect([...wall.errors, ...phone.errors]).toEqual([])
})
