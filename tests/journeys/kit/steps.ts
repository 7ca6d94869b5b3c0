import type { Page } from 'playwright'
import { expect } from 'vitest'

/* What people do, in the words of docs/handles.md. */

export async function makeRoom(page: Page, url: string, room: { name: string; place?: string; pin?: string }): Promise<string[]> {
  await page.goto(url)
  await page.getByRole('heading', { name: 'Make this screen a room' }).waitFor()
  await page.getByRole('textbox', { name: 'Room name' }).fill(room.name)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Place' }).fill(room.place ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'PIN' }).fill(room.pin ?? '2580')
  await page.keyboard.press('Enter')
  const words = await page.getByTestId('recovery-words').innerText()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Create room' }).click()
  await page.locator('main[data-screen=wall]').waitFor()
  return words.match(/\p{L}+/gu) ?? []
}

export const stateOf = (page: Page) => page.locator('main').getAttribute('data-state')
export const isLive = (page: Page) => page.locator('main[data-state=live]').waitFor()

/** The address in the code on the wall, as a scanning phone reads it. */
export async function codeOn(page: Page): Promise<string> {
  const url = await page.getByTestId('join-qr').getAttribute('data-url')
  expect(url).toBeTruthy()
  return url as string
}

export async function scan(phone: Page, url: string): Promise<void> {
  await phone.goto(url)
  await phone.locator('main[data-screen=phone][data-state=live]').waitFor()
}

export async function addNote(phone: Page, text: string): Promise<void> {
  const box = phone.getByRole('textbox', { name: 'Add a note' })
  if (!(await box.isVisible())) await phone.getByRole('button', { name: 'Add a note' }).click()
  await box.fill(text)
  await phone.getByRole('button', { name: 'Add', exact: true }).click()
}

export async function showText(phone: Page, text: string): Promise<void> {
  const box = phone.getByRole('textbox', { name: 'Show on the wall' })
  if (!(await box.isVisible())) await phone.getByRole('button', { name: 'Show on the wall' }).click()
  await box.fill(text)
  await phone.getByRole('button', { name: 'Show', exact: true }).click()
}

/** Pairs a second screen or a member: invites on the wall, follows on the other device, compares six digits on both. */
export async function pair(wall: Page, other: Page, kind: 'screen' | 'member', admin = false): Promise<void> {
  await wall.getByRole('button', { name: kind === 'screen' ? 'Add a screen' : 'Add a member' }).click()
  if (kind === 'member') {
    if (admin) await wall.getByRole('checkbox').check()
    await wall.getByRole('button', { name: 'Make the code' }).click()
  }
  const url = (await wall.getByTestId('pair-qr').getAttribute('data-url')) as string
  await other.goto(url)
  const digits = await Promise.all([wall, other].map((page) => page.getByTestId('sas').innerText()))
  expect(digits[0]?.replace(/\D/g, '')).toMatch(/^\d{6}$/)
  expect(digits[0]).toBe(digits[1])
  await other.getByRole('button', { name: 'They match' }).click()
  await wall.getByRole('button', { name: 'They match' }).click()
  await other.locator(kind === 'screen' ? 'main[data-screen=wall]' : 'main[data-screen=phone]').waitFor()
  await wall.getByRole('button', { name: 'Done' }).click()
}
