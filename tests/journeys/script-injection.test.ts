import type { Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, type Device, openHouse, type House } from './kit/house.ts'
import { pngOf } from './kit/png.ts'
import {
  addNote,
  codeOn,
  entry,
  faultsOf,
  isAt,
  isLive,
  makeRoom,
  nameMe,
  onDisplay,
  openSettings,
  pair,
  says,
  scan,
  showText,
  typeCode,
} from './kit/steps.ts'

/** Runs at once wherever it is taken for markup. Short enough for every field a person can fill in. */
const MARKUP = '<img src=x onerror=owned=1>'
const QUOTED = '"><svg onload=owned=1>'
const EVERYTHING = `${MARKUP}${QUOTED}'><script>owned=1</script><a href="javascript:owned=1">here</a> {{owned=1}} \${owned=1}`

let house: House
let box: Box

beforeEach(async () => {
  house = await openHouse()
  box = await house.box()
})
afterEach(() => house.close())

test('markup in every text and file name that a person can enter is shown as letters, and nothing of it runs', async () => {
  const wall = await house.device({ name: 'wall' })
  await makeRoom(wall.page, box.urls.local, { name: MARKUP, place: `${QUOTED} ${MARKUP}` })
  await isLive(wall.page)
  await openSettings(wall.page)
  await wall.page.getByRole('textbox', { name: 'Name of this screen' }).fill(`wall ${MARKUP}`)
  await wall.page.keyboard.press('Enter')
  await wall.page.getByRole('textbox', { name: 'Address for phones' }).fill('javascript:owned=1')
  await wall.page.keyboard.press('Enter')
  await says(wall.page, 'address-unusable')
  await wall.page.keyboard.press('Escape')

  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const phone = await house.device({ name: 'phone', phone: true })
  await scan(phone.page, await codeOn(wall.page))
  await phone.page.getByRole('heading', { name: MARKUP }).waitFor()
  await nameMe(phone.page, `ana ${MARKUP}`)
  await addNote(phone.page, EVERYTHING)
  for (const { page } of [wall, second, phone]) await entry(page, 'Notes', EVERYTHING).waitFor()
  await showText(phone.page, EVERYTHING)
  for (const { page } of [wall, second, phone]) await onDisplay(page).getByText(EVERYTHING).waitFor()
  await phone.page.getByRole('button', { name: 'Show on the wall' }).click()
  await phone.page
    .getByLabel('Show a picture')
    .setInputFiles({ name: `${QUOTED}.png`, mimeType: 'image/png', buffer: pngOf(40, 30) })
  for (const { page } of [wall, second, phone])
    await onDisplay(page)
      .getByRole('img', { name: `${QUOTED}.png` })
      .waitFor()

  // A file under such a name, and what a calendar's file says.
  await phone.page
    .getByLabel('Send a file')
    .setInputFiles({ name: `${MARKUP}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await phone.page.getByRole('list', { name: 'Files', exact: true }).getByText('onerror=owned=1').waitFor()
  await wall.page.getByRole('button', { name: 'Bookings' }).click()
  const bookings = wall.page.getByRole('dialog', { name: 'Bookings' })
  await bookings
    .getByLabel('Add from a calendar file')
    .setInputFiles({ name: `${QUOTED}.ics`, mimeType: 'text/calendar', buffer: Buffer.from(calendarNamed(MARKUP)) })
  for (const { page } of [wall, phone]) await page.getByText(MARKUP).filter({ visible: true }).first().waitFor()
  await bookings.getByRole('listitem').filter({ hasText: MARKUP }).waitFor()

  for (const { page } of [wall, second, phone]) expect(await traces(page)).toEqual([])
  expect(faultsOf(wall, second, phone)).toEqual([])
  await thatIsTheLettersDoing(wall)
})

test('whatever a code or a link says behind its #, and whatever is typed as a code, stays letters too', async () => {
  const phone = await house.device({ name: 'phone', phone: true })
  const fragments = [
    MARKUP,
    `v${MARKUP}`,
    `v"><script>owned=1</script>`,
    'javascript:owned=1',
    'v__proto__',
    `s${QUOTED}`,
    'm%3Cimg%20src=x%20onerror=owned=1%3E',
  ]
  for (const fragment of fragments) {
    await phone.page.goto('about:blank')
    await phone.page.goto(`${box.urls.local}#${fragment}`)
    await phone.page.locator('main').waitFor()
    await phone.page.waitForFunction(() => location.hash === '')
    expect([fragment, await traces(phone.page)]).toEqual([fragment, []])
  }
  await phone.page.goto(box.urls.local)
  await isAt(phone.page, 'setup')
  for (const typed of [MARKUP, 'javascript:owned=1', `https://elsewhere.example/#${MARKUP}`, EVERYTHING]) {
    await typeCode(phone.page, typed)
    await says(phone.page, 'code-foreign')
    expect([typed, await traces(phone.page)]).toEqual([typed, []])
    expect(new URL(phone.page.url()).origin).toBe(new URL(box.urls.local).origin)
  }
  await phone.page
    .getByRole('textbox', { name: 'Recovery words' })
    .fill(Array(12).fill(MARKUP.replaceAll(' ', '/')).join(' '))
  await phone.page
    .locator('input[type=file]')
    .setInputFiles({ name: `${MARKUP}.osmose`, mimeType: 'text/html', buffer: Buffer.from(EVERYTHING) })
  await phone.page.getByRole('button', { name: 'Restore' }).click()
  await phone.page.locator('[role=alert]').first().waitFor()
  expect(await traces(phone.page)).toEqual([])
  expect(faultsOf(phone)).toEqual([])
})

/** One booking in three hours, named and uttered as markup wherever a calendar has text. */
function calendarNamed(markup: string): string {
  const start = new Date(Date.now() + 3 * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const event = [`UID:${markup}`, `SUMMARY:${markup}`, `ORGANIZER;CN="${markup}":mailto:a@b`, `LOCATION:${markup}`]
  const lines = [...event, `DESCRIPTION:${markup}`, `URL:javascript:owned=1`, `DTSTART:${start}`, 'DURATION:PT30M']
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${markup}`,
    'BEGIN:VEVENT',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

/** What would be there had any of it been taken for markup: that it ran, or elements that are none of ours. */
const traces = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...('owned' in globalThis ? ['it ran'] : []),
    ...[
      ...document.querySelectorAll('img[src="x"], svg[onload], [onerror], a[href^="javascript:"], script:not([src])'),
    ].map(({ outerHTML }) => outerHTML),
  ])

/**
 * The same letters given to the same page as markup: the box's policy still holds them (the second wall); and in a page
 * with neither, they run.
 */
async function thatIsTheLettersDoing({ page, context }: Device): Promise<void> {
  const blocked = page.evaluate(
    (markup) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
        document.body.insertAdjacentHTML('beforeend', markup)
      }),
    MARKUP,
  )
  expect(await blocked).toMatch(/^script-src/)
  expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false)
  const bare = await context.newPage()
  await bare.setContent(EVERYTHING)
  await bare.waitForFunction(() => 'owned' in globalThis)
}
