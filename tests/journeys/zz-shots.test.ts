import { afterEach, beforeEach, test } from 'vitest'
import { type Box, openHouse, type House } from '/work/main/tests/journeys/kit/house.ts'
import { addNote, codeOn, isLive, makeRoom, pair, scan, showText } from '/work/main/tests/journeys/kit/steps.ts'
let house: House, box: Box
beforeEach(async () => { house = await openHouse(); box = await house.box() })
afterEach(() => house.close())
test('shots', async () => {
  const wall = await house.device({ name: 'wall' })
  await wall.page.goto(box.urls.local); await wall.page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
  await wall.page.screenshot({ path: '/tmp/s-setup1.png' })
  await makeRoom(wall.page, box.urls.local, { name: 'The Reading Room', place: 'Floor 1' })
  await isLive(wall.page)
  await wall.page.screenshot({ path: '/tmp/s-wall1.png' })
  const phone = await house.device({ name: 'phone', phone: true })
  const t = Date.now()
  await scan(phone.page, await codeOn(wall.page)); console.log('live after', Date.now() - t)
  await phone.page.getByRole('textbox', { name: 'Your name' }).fill('Lin'); await phone.page.keyboard.press('Enter')
  await addNote(phone.page, 'Bring the garden door key')
  await addNote(phone.page, 'Coffee at three')
  await wall.page.getByText('Coffee at three').first().waitFor()
  await wall.page.screenshot({ path: '/tmp/s-wall2.png' })
  await showText(phone.page, 'Agenda: the new reading hours, and who keeps the garden door key.')
  await wall.page.getByRole('region', { name: 'On display' }).getByText('Agenda').waitFor()
  await wall.page.waitForTimeout(500)
  await wall.page.screenshot({ path: '/tmp/s-wall3.png' })
  await phone.page.screenshot({ path: '/tmp/s-phone1.png' })
  console.log([...wall.errors, ...phone.errors])
})
