import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import {
  addNote,
  codeOn,
  entry,
  faultsOf,
  isAt,
  isInstalled,
  isLive,
  nameMe,
  onDisplay,
  pair,
  says,
  scan,
  showText,
} from './kit/steps.ts'

let house: House
let box: Box
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ box, wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

test('a member is in again without scanning: page closed and opened, and after the browser restarted', async () => {
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  // Until its person has said who they are, the phone asks, as it asks a visitor.
  expect(await member.page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('')
  await nameMe(member.page, 'Mira')
  expect(await member.page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('Mira')

  const second = await member.context.newPage()
  await member.page.close()
  await second.goto(box.urls.local)
  await isLive(second)
  await addNote(second, 'After the page')
  await entry(wall.page, 'Notes', 'After the page').waitFor()

  await member.close()
  const again = await house.device({ name: 'member', phone: true })
  await again.page.goto(box.urls.local)
  await isLive(again.page)
  await addNote(again.page, 'After the browser')
  await entry(wall.page, 'Notes', 'After the browser').waitFor()
  await entry(wall.page, 'People here', 'Mira').waitFor()
  expect(await wall.page.getByRole('list', { name: 'People here' }).getByRole('listitem').count()).toBe(1)
  expect([wall, member, again].flatMap(({ errors }) => errors)).toEqual([])
})

test('a member or a screen that follows the code for visitors stays what it is', async () => {
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await nameMe(member.page, 'Mira')

  await scan(member.page, await codeOn(wall.page))
  await member.page.getByText('a member', { exact: true }).waitFor()
  await second.page.goto(await codeOn(wall.page))
  await isAt(second.page, 'wall', 'live')
  await entry(second.page, 'People here', 'Mira').waitFor()
  for (const { page } of [wall, second])
    await expect.poll(() => page.getByRole('list', { name: 'People here' }).getByRole('listitem').count()).toBe(1)

  await member.page.reload()
  await isLive(member.page)
  await second.page.reload()
  await isAt(second.page, 'wall', 'live')
  expect([wall, second, member].flatMap(({ errors }) => errors)).toEqual([])
})

test('a wall that opens its own code is the wall again at a tap', async () => {
  await wall.page.goto(await codeOn(wall.page))
  await says(wall.page, 'code-expired')
  await wall.page.getByRole('main').getByRole('button').click()
  await isAt(wall.page, 'wall', 'live')
  expect(wall.errors).toEqual([])
})

test('a visitor whose page was closed is in again, under the same name, while the visit lasts', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await phone.close()
  const again = await house.device({ name: 'phone', phone: true })
  await again.page.goto(box.urls.local)
  await isLive(again.page)
  expect(await again.page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('Lin')
  expect(await wall.page.getByRole('list', { name: 'People here' }).getByRole('listitem').count()).toBe(1)
  expect([wall, phone, again].flatMap(({ errors }) => errors)).toEqual([])
})

test('a wall is the wall again by itself after its browser restarted, and those who were there are still there', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await nameMe(phone.page, 'Lin')
  await addNote(phone.page, 'Before')
  await entry(wall.page, 'Notes', 'Before').waitFor()
  await wall.close()

  const again = await house.device({ name: 'wall' })
  await again.page.goto(box.urls.local)
  await isAt(again.page, 'wall', 'live')
  await entry(again.page, 'Notes', 'Before').waitFor()
  await entry(again.page, 'People here', 'Lin').waitFor()
  await isLive(phone.page)
  await addNote(phone.page, 'After')
  await entry(again.page, 'Notes', 'After').waitFor()
  expect([wall, phone, again].flatMap(({ errors }) => errors)).toEqual([])
})

test('without the box, a wall and a member’s phone that restart show the room as it was', async () => {
  const member = await house.device({ name: 'member', phone: true })
  await pair(wall.page, member.page, 'member')
  await isLive(member.page)
  await addNote(member.page, 'Bring the garden door key')
  await showText(member.page, 'Closed on Mondays')
  await onDisplay(wall.page).getByText('Closed on Mondays').waitFor()
  await isInstalled(wall.page)
  await isInstalled(member.page)
  await wall.close()
  await member.close()
  await box.stop()

  const again = await house.device({ name: 'wall' })
  await again.page.goto(box.urls.local)
  await isAt(again.page, 'wall', 'offline')
  await onDisplay(again.page).getByText('Closed on Mondays').waitFor()
  await entry(again.page, 'Notes', 'Bring the garden door key').waitFor()
  await again.page.getByRole('heading', { name: 'The Reading Room' }).waitFor()
  const back = await house.device({ name: 'member', phone: true })
  await back.page.goto(box.urls.local)
  await isAt(back.page, 'phone', 'offline')
  await entry(back.page, 'Notes', 'Bring the garden door key').waitFor()

  await box.restart()
  await isLive(again.page)
  await isLive(back.page)
  await addNote(back.page, 'Whole again')
  await entry(again.page, 'Notes', 'Whole again').waitFor()
  expect(faultsOf(wall, member, again, back)).toEqual([])
})
