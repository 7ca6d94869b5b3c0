import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { addNote, codeOn, entry, isLive, keptBy, nameMe, openSettings, pair, scan, showText } from './kit/steps.ts'

/** Names that stand in every copy of `residents`, in whatever encoding: Yjs writes them out. */
const OF_RESIDENTS = [
  'residents',
  'vault',
  'backupToken',
  'backupTopic',
  'introductions',
  'visitorAwayMinutes',
  'phone-origin',
]

let house: House

beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

test('residents and vault never reach a phone that may not read them: not one byte on its links, no row on its disk (M7)', async () => {
  const { wall } = await openRoom(house, { name: 'The Winter Garden' })
  const second = await house.device({ name: 'second' })
  await pair(wall.page, second.page, 'screen')
  await isLive(second.page)
  const [visitor, member, admin] = await Promise.all(
    ['visitor', 'member', 'admin'].map((name) => house.device({ name, phone: true, prepare: listenIn })),
  )
  if (!visitor || !member || !admin) throw new Error('three phones')
  await scan(visitor.page, await codeOn(wall.page))
  await pair(wall.page, member.page, 'member')
  await pair(wall.page, admin.page, 'member', true)
  for (const { page } of [visitor, member, admin]) await isLive(page)
  // Everything that is said to phones is said once: notes, the display, names, settings that residents hold.
  await nameMe(visitor.page, 'Quill')
  await addNote(visitor.page, 'Bring the garden door key')
  await showText(visitor.page, 'Welcome')
  await openSettings(wall.page)
  await wall.page
    .getByRole('group', { name: 'A sleeping phone may come back for' })
    .getByRole('button', { name: 'More' })
    .click()
  await wall.page.getByRole('textbox', { name: 'New PIN' }).fill('739105')
  await wall.page.getByRole('button', { name: 'Change the PIN' }).click()
  await wall.page.getByText('The PIN is changed.').waitFor()
  await entry(admin.page, 'Notes', 'Bring the garden door key').waitFor()
  await expect
    .poll(() => heardOn(admin.page).then((heard) => OF_RESIDENTS.filter((word) => heard.includes(word))))
    .toContain('backupToken')

  for (const { page } of [visitor, member]) {
    const heard = await heardOn(page)
    // That we listen where the room is spoken of at all.
    expect(heard).toContain('Bring the garden door key')
    expect(OF_RESIDENTS.filter((word) => heard.includes(word))).toEqual([])
    const kept = (await keptBy(page)).join('\n')
    expect(kept).toContain('commons')
    for (const doc of ['residents', 'vault']) expect(kept).not.toContain(doc)
  }
  expect((await keptBy(admin.page)).join('\n')).toContain('residents')
  expect((await keptBy(admin.page)).join('\n')).not.toContain('vault')
})

type Heard = { heardOnLinks?: string[] }

/** Before the app: whatever a data channel of this page is sent is kept as well, after DTLS and before anybody looks. */
const listenIn = (context: BrowserContext) =>
  context.addInitScript(() => {
    const heard: string[] = []
    ;(globalThis as Heard).heardOnLinks = heard
    const create = RTCPeerConnection.prototype.createDataChannel
    RTCPeerConnection.prototype.createDataChannel = function (...args) {
      const channel = create.apply(this, args)
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') heard.push(data)
        else if (data instanceof ArrayBuffer) heard.push(new TextDecoder('latin1').decode(data))
        else heard.push('backupToken: something that is neither text nor bytes, and so not looked through')
      })
      return channel
    }
  })
const heardOn = (page: Page) => page.evaluate(() => ((globalThis as Heard).heardOnLinks ?? []).join('\n'))
