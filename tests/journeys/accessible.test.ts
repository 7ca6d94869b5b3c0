import { afterEach, beforeEach, expect, test } from 'vitest'
import { faults } from './kit/accessible.ts'
import { type Box, openHouse, type House } from './kit/house.ts'
import { addNote, codeOn, isLive, makeRoom, scan, showText } from './kit/steps.ts'

let house: House
let box: Box

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test.each(['light', 'dark'] as const)(
  'every screen a person meets follows the accessibility rules, on a %s ground',
  async (colorScheme) => {
    const wall = await house.device({ name: 'wall' })
    await wall.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await wall.page.goto(box.urls.local)
    await wall.page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
    // The check sees a fault where there is one.
    await wall.page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')))
    expect(await faults(wall.page)).toContainEqual(expect.stringContaining('image-alt'))
    await wall.page.reload()
    await wall.page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
    expect(await faults(wall.page)).toEqual([])
    await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', place: 'Floor 1' })
    await isLive(wall.page)
    expect(await faults(wall.page)).toEqual([])

    const phone = await house.device({ name: 'phone', phone: true })
    await phone.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await scan(phone.page, await codeOn(wall.page))
    await phone.page.locator('h1:focus').getByText('The Reading Room').waitFor()
    await wall.page.locator('[data-live=people]').getByText('Someone is here.').waitFor()
    await addNote(phone.page, 'Bring the garden door key')
    await phone.page.getByRole('status').getByText('Added.').waitFor()
    await showText(phone.page, 'Agenda: the new reading hours')
    await wall.page.getByRole('region', { name: 'On display' }).getByText('Agenda').waitFor()
    expect(await faults(phone.page)).toEqual([])
    expect(await faults(wall.page)).toEqual([])

    for (const dialog of ['Add a screen', 'Add a member', 'Show out', 'Settings']) {
      await wall.page.getByRole('button', { name: dialog, exact: true }).click()
      await wall.page.getByRole('dialog').waitFor()
      expect(await faults(wall.page), dialog).toEqual([])
      await wall.page.keyboard.press('Escape')
      await wall.page.getByRole('dialog').waitFor({ state: 'detached' })
    }

    // What has the focus goes, and whoever listens goes on at the heading over it.
    await phone.page.getByRole('button', { name: 'Take it down' }).press('Enter')
    await phone.page.locator('h1:focus').waitFor()

    await phone.page.getByRole('button', { name: 'Leave' }).click()
    await phone.page.locator('main[data-state=left] h1:focus').waitFor()
    expect(await faults(phone.page)).toEqual([])
  },
)
