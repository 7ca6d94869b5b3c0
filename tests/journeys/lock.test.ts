import { afterEach, beforeEach, expect, test } from 'vitest'
import { turnClock, withClockToTurn } from './kit/clock.ts'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { codeOn, enterPin, entry, isAt, isLive, keptBy, nameMe, pair, says, scan } from './kit/steps.ts'

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Reading Room' }, { prepare: withClockToTurn }))
})
afterEach(() => house.close())

const press = (name: string) => wall.page.getByRole('button', { name, exact: true }).click()
/** Somebody comes back to a wall that nobody has touched meanwhile: it has gone quiet. */
async function goOnLater(minutes: number) {
  await turnClock(wall.page, minutes)
  await wall.page.locator('main[data-layout=quiet]').waitFor()
  await wall.page.mouse.click(640, 400)
  await wall.page.locator('main[data-layout=idle]').waitFor()
}
const isUnlocked = () => wall.page.getByRole('button', { name: 'Lock now' }).waitFor()

test('a locked wall asks for the PIN, says when it is wrong, and goes on with what was asked when it is right', async () => {
  await press('Lock now')
  await press('Add a screen')
  await enterPin(wall.page, '1357')
  await says(wall.page, 'pin-wrong')
  await enterPin(wall.page, '2580')
  await wall.page.getByTestId('pair-qr').waitFor()
  await press('Cancel')
  await isUnlocked()
  expect(wall.errors).toEqual([])
})

test('what is on display and who is here can be read on a locked wall, and a visitor comes in', async () => {
  await press('Lock now')
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await entry(wall.page, 'People here', 'Lin').waitFor()
  await entry(wall.page, 'Devices', 'Wall').waitFor({ state: 'attached' })
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('a quarter of an hour after it was unlocked, the wall locks itself', async () => {
  await goOnLater(14)
  await press('Settings')
  await press('Close')
  await goOnLater(15)
  await press('Settings')
  await wall.page.getByRole('heading', { name: 'The wall is locked' }).waitFor()
  await enterPin(wall.page, '2580')
  await wall.page.getByRole('heading', { name: 'Settings' }).waitFor()
  expect(wall.errors).toEqual([])
})

test('after five wrong PINs not even the right one opens, also after pulling the plug, until the wait is over', async () => {
  await press('Lock now')
  await press('Settings')
  for (let tries = 0; tries < 5; tries++) {
    await enterPin(wall.page, '1357')
    await says(wall.page, 'pin-wrong')
  }
  await wall.page.getByRole('button', { name: /^Wait \d+ seconds$/ }).waitFor()

  await wall.page.reload()
  await press('Settings')
  await wall.page.getByRole('textbox', { name: 'PIN', exact: true }).fill('2580')
  await wall.page.keyboard.press('Enter')
  await wall.page.getByRole('button', { name: /^Wait \d+ seconds$/ }).waitFor()
  await turnClock(wall.page, 1)
  await enterPin(wall.page, '2580')
  await wall.page.getByRole('heading', { name: 'Settings' }).waitFor()
  expect(wall.errors).toEqual([])
})

test('an admin’s phone looks after the room, also while the wall is locked; another member’s is not offered to', async () => {
  const admin = await house.device({ name: 'admin', phone: true })
  await pair(wall.page, admin.page, 'member', true)
  await isLive(admin.page)
  await nameMe(admin.page, 'Ada')
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await nameMe(member.page, 'Mira')
  const visitor = await house.device({ name: 'visitor', phone: true })
  await scan(visitor.page, await codeOn(wall.page))
  await nameMe(visitor.page, 'Lin')
  await entry(member.page, 'People here', 'Lin').waitFor()
  await press('Lock now')

  for (const name of ['Unlock the wall', 'Show out Lin', 'Visitors', 'Devices'])
    expect(await member.page.getByRole('button', { name, exact: true }).count()).toBe(0)

  // What all visitors may, and more for one of them: in the wall's own words, with what follows from it.
  const on = admin.page
  await on.getByRole('button', { name: 'Visitors', exact: true }).click()
  await on.getByRole('switch', { name: 'Visitors may show on the wall' }).uncheck()
  await on.getByText(/^A visitor cannot show on the wall/).waitFor()
  await on.getByRole('button', { name: 'Allow more: Lin' }).click()
  await on.getByRole('switch', { name: 'Book the room' }).check()
  await on.getByText(/^Lin can .*book the room/).waitFor()
  await visitor.page.getByText('An admin lets you do more while you are here: book the room.').waitFor()
  await on.getByRole('button', { name: 'Close' }).click()

  await on.getByRole('button', { name: 'Devices', exact: true }).click()
  await entry(on, 'Devices', 'Ada').getByText('member, admin, you').waitFor()
  await on.getByRole('button', { name: 'Remove Mira' }).click()
  await on.getByRole('button', { name: 'Remove Mira?' }).click()
  await says(member.page, 'removed')
  await entry(on, 'Devices', 'Mira').waitFor({ state: 'detached' })
  await on.getByRole('button', { name: 'Close' }).click()

  await admin.page.getByRole('button', { name: 'Show out Lin' }).click()
  await says(visitor.page, 'shown-out')
  await admin.page.getByRole('button', { name: 'Unlock the wall' }).click()
  await isUnlocked()
  // A member is removed, not shown out: the phone would be back at once.
  await press('Show out')
  await wall.page.getByRole('heading', { name: 'Show out' }).waitFor()
  expect(await wall.page.getByRole('button', { name: 'Show out Ada' }).count()).toBe(0)
  expect([wall, admin, member, visitor].flatMap(({ errors }) => errors)).toEqual([])
})

test('who is shown out is told so and keeps nothing; the next newcomer waits for a tap at the wall', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  expect(await keptBy(phone.page)).not.toEqual([])

  await press('Show out')
  await press('Show out Lin')
  await isAt(phone.page, 'phone', 'refused')
  await says(phone.page, 'shown-out')
  await expect.poll(() => keptBy(phone.page)).toEqual([])
  await entry(wall.page, 'People here', 'Lin').waitFor({ state: 'detached' })
  await press('Close')

  await phone.page.reload()
  await isAt(phone.page, 'setup')
  await phone.page.goto(await codeOn(wall.page))
  await says(wall.page, 'knock')
  await phone.page.getByRole('status').getByText('Let them in').waitFor()
  expect(await phone.page.locator('main[data-state=live]').count()).toBe(0)
  await wall.page.getByRole('alert').getByRole('button').click()
  await isLive(phone.page)
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('a member’s phone that is removed on one wall is out at once on every screen, and keeps nothing', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await nameMe(member.page, 'Mira')
  await entry(second.page, 'People here', 'Mira').waitFor()

  await press('Settings')
  await press('Remove Mira')
  await press('Remove Mira?')
  await isAt(member.page, 'phone', 'refused')
  await says(member.page, 'removed')
  await expect.poll(() => keptBy(member.page)).toEqual([])
  for (const { page } of [wall, second]) await entry(page, 'People here', 'Mira').waitFor({ state: 'detached' })
  await entry(wall.page, 'Devices', 'Mira').waitFor({ state: 'detached' })
  // It is a new epoch now, and the screens that stay are whole in it.
  await press('Close')
  await isLive(second.page)
  await isLive(wall.page)
  expect([wall, second, member].flatMap(({ errors }) => errors)).toEqual([])
})

test('a screen that is removed on another wall says so, keeps nothing, and is a blank tablet from then on', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await entry(wall.page, 'People here', 'Lin').waitFor()

  await press('Settings')
  await press('Remove Wall 2')
  await press('Remove Wall 2?')
  await says(second.page, 'removed')
  await expect.poll(() => keptBy(second.page)).toEqual([])
  expect(await second.page.getByText('The Reading Room').count()).toBe(0)
  // Who came in here goes on; whoever that screen had let in would have to scan again.
  await isLive(phone.page)
  await entry(wall.page, 'People here', 'Lin').waitFor()

  await second.page.reload()
  await isAt(second.page, 'setup')
  expect([wall, second, phone].flatMap(({ errors }) => errors)).toEqual([])
})
