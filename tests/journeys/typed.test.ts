import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { codeOn, digitsOn, isAt, says, scan, typeCode } from './kit/steps.ts'

let house: House
let box: Box
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ box, wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

test('a phone that cannot scan opens the bare address, types the eight digits, and is in', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await phone.page.goto(box.urls.local)
  const digits = await digitsOn(wall.page)
  expect(digits).toMatch(/^\d{8}$/)
  await typeCode(phone.page, `${digits.slice(0, 4)} ${digits.slice(4)}`)
  await isAt(phone.page, 'phone', 'live')
  await phone.page.getByRole('heading', { name: 'The Reading Room' }).waitFor()
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

test('wrong digits are said to be wrong; after three wrong tries typed codes rest, and scanning goes on', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  await phone.page.goto(box.urls.local)
  await typeCode(phone.page, '1234')
  await says(phone.page, 'code-foreign')

  for (let tries = 0; tries < 3; tries++) {
    const digits = await digitsOn(wall.page)
    await typeCode(phone.page, `${digits.slice(0, 4)}${nextTo(digits.slice(4))}`)
    await says(phone.page, 'code-foreign')
    // A code that was guessed at is replaced.
    await wall.page.waitForFunction(
      (old) => document.querySelector('[data-testid=join-code]')?.textContent.replaceAll(/\D/g, '') !== old,
      digits,
    )
  }
  expect(await phone.page.getByRole('alert').count()).toBe(1)

  await typeCode(phone.page, await digitsOn(wall.page))
  await says(phone.page, 'too-many')
  await scan(phone.page, await codeOn(wall.page))
  expect([...wall.errors, ...phone.errors]).toEqual([])
})

const nextTo = (password: string) => `${(Number(password) + 1) % 10_000}`.padStart(4, '0')
