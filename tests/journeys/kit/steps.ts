import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'
import type { Device } from './house.ts'

/* What people do and see, in the words of docs/handles.md. */

/** How an address is opened: past a certificate warning, for instance. */
export type Go = (page: Page, url: string) => Promise<unknown>
/** A namespace whose network has only just been laid down still changes: then a person would open the address again. */
const go: Go = (page, url) =>
  page.goto(url).catch((fault: Error) => {
    if (!fault.message.includes('ERR_NETWORK_CHANGED')) throw fault
    return page.goto(url)
  })

export async function makeRoom(
  page: Page,
  url: string,
  room: { name: string; place?: string; pin?: string },
  open = go,
): Promise<string[]> {
  await open(page, url)
  const heading = page.getByRole('heading', { name: 'Make this screen a room' })
  // A network that is just being laid down may break off one of the page's files: a person would load it again.
  await heading.waitFor({ timeout: 20_000 }).catch(() => page.reload().then(() => heading.waitFor()))
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

type State = 'live' | 'alone' | 'offline' | 'away' | 'left' | 'expired' | 'refused'
export async function isAt(page: Page, screen: 'setup' | 'wall' | 'phone', state?: State): Promise<void> {
  const wanted = page.locator(`main[data-screen=${screen}]${state ? `[data-state=${state}]` : ''}`)
  // Where it is instead says more than that it never came.
  await wanted.waitFor().catch(async (fault: Error) => {
    const main = page.locator('main')
    const at = (await main.count()) > 0 ? await main.first().getAttribute('data-state') : 'nowhere'
    throw new Error(`${fault.message}\nIt is ${at}, and says: ${await page.locator('body').innerText()}`)
  })
}
export const isLive = (page: Page) => page.locator('main[data-state=live]').waitFor()

/** The address in the code on the wall, as a scanning phone reads it. */
export async function codeOn(page: Page): Promise<string> {
  const url = await page.getByTestId('join-qr').getAttribute('data-url')
  expect(url).toBeTruthy()
  return url as string
}

export async function scan(phone: Page, url: string, open = go): Promise<void> {
  await open(phone, url)
  await isAt(phone, 'phone', 'live')
}

/** The eight digits beside the code. */
export async function digitsOn(page: Page): Promise<string> {
  return (await page.getByTestId('join-code').innerText()).replace(/\D/g, '')
}

export async function typeCode(phone: Page, digits: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'Code or link' }).fill(digits)
  await phone.getByRole('button', { name: 'Join' }).click()
}

export async function nameMe(phone: Page, name: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'Your name' }).fill(name)
  await phone.keyboard.press('Enter')
  await entry(phone, 'People here', name).waitFor()
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

/** A person, device or note in the list of that name, wherever the screen keeps it just now. */
export const entry = (page: Page, list: 'People here' | 'Devices' | 'Notes', text: string): Locator =>
  page.getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: text })

export const onDisplay = (page: Page): Locator => page.getByRole('region', { name: 'On display' })

export const says = (page: Page, reason: string) => page.locator(`[role=alert][data-reason="${reason}"]`).waitFor()

/** Pairs a second screen or a member: invites on the wall, follows on the other device, compares six digits on both. */
export async function pair(
  wall: Page,
  other: Page,
  kind: 'screen' | 'member',
  admin = false,
  open = go,
): Promise<void> {
  await wall.getByRole('button', { name: kind === 'screen' ? 'Add a screen' : 'Add a member' }).click()
  if (admin) await wall.getByRole('checkbox', { name: 'May change the room (admin)' }).check()
  const url = (await wall.getByTestId('pair-qr').getAttribute('data-url')) as string
  await open(other, url)
  const digits = await Promise.all([wall, other].map((page) => page.getByTestId('sas').innerText()))
  expect(digits[0]?.replace(/\D/g, '')).toMatch(/^\d{6}$/)
  expect(digits[0]).toBe(digits[1])
  await other.getByRole('button', { name: 'They match' }).click()
  await wall.getByRole('button', { name: 'They match' }).click()
  await isAt(other, kind === 'screen' ? 'wall' : 'phone')
  await wall.getByRole('button', { name: 'Done' }).click()
}

export async function enterPin(wall: Page, pin: string): Promise<void> {
  await wall.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin)
  await wall.getByRole('button', { name: 'Unlock' }).click()
}

export async function openSettings(wall: Page): Promise<void> {
  await wall.getByRole('button', { name: 'Settings' }).click()
  await wall.getByRole('heading', { name: 'Settings' }).waitFor()
}

/** This device could now start without the box. */
export const isInstalled = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

/** The key of every row this origin keeps, in every database and shelf, and what stands beside them. */
export async function keptBy(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    const kept = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answer(indexedDB.open(name))
      for (const shelf of db.objectStoreNames) {
        for (const key of await answer(db.transaction(shelf).objectStore(shelf).getAllKeys()))
          kept.push(`${shelf} ${JSON.stringify(key)}`)
      }
      db.close()
    }
    return kept
  })
}

/**
 * What went wrong on these devices, besides that a box was away, of which the browser itself complains, and what the face
 * runtime calls INFO.
 */
export const faultsOf = (...devices: Device[]): string[] =>
  devices.flatMap(({ errors }) =>
    errors.filter(
      (error) =>
        !/^INFO: |ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|fetching the script/.test(
          error,
        ),
    ),
  )
