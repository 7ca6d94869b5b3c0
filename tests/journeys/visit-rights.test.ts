import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, entry, faultsOf, nameMe, openSettings, scan } from './kit/steps.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('an admin lets one visitor book and remove, until she leaves', async () => {
  const { wall } = await openRoom(house, { name: 'The Reading Room' })
  const [ana, bob] = [
    await house.device({ name: 'ana', phone: true }),
    await house.device({ name: 'bob', phone: true }),
  ]
  for (const { page, name } of [
    { ...ana, name: 'Ana' },
    { ...bob, name: 'Bob' },
  ]) {
    await scan(page, await codeOn(wall.page))
    await nameMe(page, name)
  }
  await addNote(bob.page, 'Bob was here')
  await entry(ana.page, 'Notes', 'Bob was here').waitFor()
  expect(await ana.page.getByRole('button', { name: 'Book 30' }).count()).toBe(0)

  await openSettings(wall.page)
  const visit = wall.page
    .getByRole('list', { name: 'More for one visitor' })
    .getByRole('listitem')
    .filter({ hasText: 'Ana' })
  await visit.getByRole('button', { name: 'Allow more: Ana' }).click()
  await visit.getByText(/^Ana cannot book the room, remove others’ notes/).waitFor()
  await visit.getByRole('switch', { name: 'Book the room' }).check()
  await visit.getByText(/^Ana can .*book the room/).waitFor()
  await visit.getByRole('switch', { name: 'Remove others’ notes and files' }).check()
  await visit.getByText('May also book the room, remove others’ notes').waitFor()

  await ana.page
    .getByText('An admin lets you do more while you are here: book the room, remove others’ notes.')
    .waitFor()
  await ana.page.getByRole('button', { name: 'Book 30' }).click()
  await ana.page.getByText(/^Booked until/).waitFor()
  await entry(ana.page, 'Notes', 'Bob was here').getByRole('button', { name: 'Remove' }).click()
  await entry(bob.page, 'Notes', 'Bob was here').waitFor({ state: 'detached' })
  expect(await bob.page.getByRole('button', { name: 'End', exact: true }).count()).toBe(0)

  // Taken back, it is gone from her phone; with the visit, the rest.
  await visit.getByRole('switch', { name: 'Book the room' }).uncheck()
  await ana.page.getByRole('button', { name: 'End', exact: true }).waitFor({ state: 'detached' })
  await ana.page.getByRole('button', { name: 'Leave' }).click()
  await visit.waitFor({ state: 'detached' })
  await wall.page.keyboard.press('Escape')
  await scan(ana.page, await codeOn(wall.page))
  await addNote(bob.page, 'Bob again')
  await entry(ana.page, 'Notes', 'Bob again').waitFor()
  expect(await entry(ana.page, 'Notes', 'Bob again').getByRole('button', { name: 'Remove' }).count()).toBe(0)
  expect(faultsOf(wall, ana, bob)).toEqual([])
})
