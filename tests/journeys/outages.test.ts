import { afterEach, describe, expect, test } from 'vitest'
import { EVENTS_PATH } from '../../src/protocol/signal.ts'
import { secureUrl } from './kit/certificates.ts'
import { whyNoNamespaces } from './kit/namespaces.ts'
import { AT_NIGHT } from './kit/night.ts'
import { processesOf } from './kit/processes.ts'
import { BOX_NAME, openSite, type Site, type SiteDevice } from './kit/site.ts'
import {
  addNote,
  codeOn,
  entry,
  faultsOf,
  isInstalled,
  isLive,
  makeRoom,
  nameMe,
  pair,
  says,
  scan,
} from './kit/steps.ts'

/* How long each took is printed and belongs into bench/README.md; what is asserted is that nobody touched anything and nothing was lost. */

const unable = await whyNoNamespaces()
if (unable !== undefined) process.stdout.write(`    skipped: ${unable}\n`)
/** For a machine that is busy with other things. */
const PATIENT = { timeout: 60_000 }
const OUT_FOR_S = AT_NIGHT ? [4, 12, 40] : [4, 12]
/** Longer than a link that says nothing is kept, and than a phone is asked for again. */
const ASLEEP_MS = AT_NIGHT ? 90_000 : 45_000

describe.skipIf(unable !== undefined)('in a network whose cables can be pulled', { timeout: 400_000 }, () => {
  let site: Site
  let wall: SiteDevice
  let second: SiteDevice
  let url: string

  afterEach(() => site.close())

  /** Two screens of one room, in the poorest network that a room must stand in unless it says otherwise. */
  async function openRoom(how: Parameters<typeof openSite>[0] = { wayOut: false, multicast: false }) {
    site = await openSite(how)
    url = secureUrl(site.box, BOX_NAME)
    wall = await site.device('wall')
    second = await site.device('second')
    await makeRoom(wall.page, url, { name: 'The Reading Room' })
    await isLive(wall.page)
    await pair(wall.page, second.page, 'screen')
    await isLive(second.page)
  }

  test('cables that were out for seconds and longer, a screen that was suspended meanwhile, and one that lost its power: whole again untouched, with what was noted on both sides', async () => {
    await openRoom()
    const third = await site.device('third')
    await pair(wall.page, third.page, 'screen')
    await isLive(third.page)
    const phone = await site.device('phone', true)
    await scan(phone.page, await codeOn(wall.page))
    await nameMe(phone.page, 'Lin')
    const away = await site.device('away', true)
    await scan(away.page, await codeOn(second.page))

    // One screen sleeps while other things go wrong.
    const asleepSinceMs = performance.now()
    third.sleep()
    await addNote(phone.page, 'Written while a wall slept')
    for (const seconds of OUT_FOR_S) {
      // A screen and a phone that was at it lose their cables together.
      await Promise.all([second.host.unplug(), away.host.unplug()])
      await addNote(phone.page, `noted while a wall was out for ${seconds} s`)
      await entry(wall.page, 'Notes', `for ${seconds} s`).waitFor(PATIENT)
      await pause(seconds * 1000)
      await Promise.all([second.host.plug(), away.host.plug()])
      await Promise.all([
        took(`cable out for ${seconds} s, whole again`, async () => {
          await entry(second.page, 'Notes', `for ${seconds} s`).waitFor(PATIENT)
          await isLive(second.page)
        }),
        took(`cable out for ${seconds} s, a phone's note on the wall`, async () => {
          await addNote(away.page, `noted after ${seconds} s out`)
          await entry(wall.page, 'Notes', `after ${seconds} s out`).waitFor(PATIENT)
        }),
      ])
    }
    await pause(asleepSinceMs + ASLEEP_MS - performance.now())
    third.wake()
    await took('suspended meanwhile, live', async () => {
      await entry(third.page, 'Notes', 'Written while a wall slept').waitFor(PATIENT)
      await entry(third.page, 'Notes', `after ${OUT_FOR_S.at(-1)} s out`).waitFor(PATIENT)
      await isLive(third.page)
    })

    for (const pid of processesOf(third.folder)) process.kill(pid, 'SIGKILL')
    await addNote(phone.page, 'Written without it')
    await third.close().catch(() => undefined) // there is nobody to close
    const again = await third.again()
    // Whatever playwright asks of a page counts as a touch, so the page itself tells when it says that it needs one.
    await again.page.addInitScript(() => {
      // oxlint-disable-next-line no-console -- the one way out of a page that nobody asks anything of
      const look = () => document.querySelector('[data-testid=needs-touch]') && console.info('needs a touch')
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
    })
    const silent = again.page.waitForEvent('console', (said) => said.text() === 'needs a touch')
    await again.page.goto(url)
    await took('without power, live', async () => {
      await silent
      await entry(again.page, 'Notes', 'Written without it').waitFor(PATIENT)
      await isLive(again.page)
    })
    await again.page.getByTestId('needs-touch').waitFor()
    await again.page.mouse.click(4, 4)
    await again.page.getByTestId('needs-touch').waitFor({ state: 'detached' })
    // It is the same wall of the same room, not a new one.
    expect(await again.page.getByRole('list', { name: 'Devices', exact: true }).getByRole('listitem').count()).toBe(3)
    expect(faultsOf(wall, second, again, phone, away).filter(isNotOffline)).toEqual([])
  })

  test('the box is killed in mid-sentence: two screens that lose each other meanwhile are introduced by a third; no visitor comes in, and is told so', async () => {
    // Without the box's STUN a browser has no address to offer but a name, which is asked for by multicast.
    await openRoom({ wayOut: true, multicast: true })
    const third = await site.device('third')
    await pair(wall.page, third.page, 'screen')
    await isLive(third.page)
    const late = await site.device('late', true)
    await scan(late.page, await codeOn(wall.page))
    await isInstalled(late.page)
    await late.page.getByRole('button', { name: 'Leave' }).click()
    await late.page.locator('main[data-state=left]').waitFor()
    const oldCode = await codeOn(wall.page)
    const phone = await site.device('phone', true)
    await scan(phone.page, await codeOn(second.page))
    await phone.page.getByRole('textbox', { name: 'Add a note' }).fill('Half a sentence')

    site.box.kill()
    await wall.page.getByText('The helper is away; the room goes on.').first().waitFor()
    await late.page.goto(oldCode)
    await says(late.page, 'box-gone')

    await second.host.lose(third.host)
    await notHere(second).waitFor(PATIENT)
    await second.host.find(third.host)
    await took('two screens without the box, linked again', () =>
      notHere(second).waitFor({ ...PATIENT, state: 'detached' }),
    )

    expect(await phone.page.getByRole('textbox', { name: 'Add a note' }).inputValue()).toBe('Half a sentence')
    await addNote(phone.page, 'A whole sentence')
    for (const { page } of [wall, second, third]) await entry(page, 'Notes', 'A whole sentence').waitFor(PATIENT)

    await site.box.restart()
    await took('the box is back, and with it the code', () => wall.page.getByTestId('join-qr').waitFor(PATIENT))
    await scan(late.page, await codeOn(wall.page))
    await entry(late.page, 'Notes', 'A whole sentence').waitFor(PATIENT)
    expect(faultsOf(wall, second, third, phone).filter(isNotOffline)).toEqual([])
  })

  test('the box moves to another address: screens that know it by name are back by themselves, and visitors come in', async () => {
    const openedAtMs = performance.now()
    await openRoom()
    // A browser remembers a name for a minute; a wall asks anew from a window of its own.
    const answered = new Promise<void>((resolve) => {
      wall.page.on('websocket', (socket) => socket.once('framereceived', () => resolve()))
      wall.page.on('response', (answer) => answer.url().endsWith(EVENTS_PATH) && resolve())
    })
    await site.moveBox()
    await took('the box moved, code on the wall again', async () => {
      await answered
      await wall.page.getByTestId('join-qr').waitFor({ timeout: 120_000 })
    })
    // Whoever found it while the old address was still remembered found it there.
    const isRemembered = performance.now() - openedAtMs < 58_000
    if (isRemembered) expect(await wall.page.locator('iframe').count()).toBe(1)
    const phone = await site.device('phone', true)
    await scan(phone.page, await codeOn(wall.page))
    await addNote(phone.page, 'At the new address')
    for (const { page } of [wall, second]) await entry(page, 'Notes', 'At the new address').waitFor(PATIENT)
  })
})

/** A device that this screen has no link to. */
const notHere = ({ page }: SiteDevice) =>
  page.getByRole('list', { name: 'Devices', exact: true }).locator('li[data-state=not-here]')

/** A browser's own complaint that its cable is out, or that the box has given up a session that was silent meanwhile. */
const isNotOffline = (fault: string) =>
  !/403 \(Forbidden\) \(https:[^ ]*\/signal\)|ERR_INTERNET_DISCONNECTED|ERR_TIMED_OUT|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK/.test(
    fault,
  )

async function took(what: string, whole: () => Promise<unknown>) {
  const sinceMs = performance.now()
  await whole()
  process.stdout.write(`    ${what} after ${((performance.now() - sinceMs) / 1000).toFixed(1)} s\n`)
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
