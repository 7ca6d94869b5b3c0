import { rm } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Host } from '../journeys/kit/namespaces.ts'
import { processesOf } from '../journeys/kit/processes.ts'
import type { Site, SiteDevice } from '../journeys/kit/site.ts'
import { codeOn, entry, nameMe, scan } from '../journeys/kit/steps.ts'
import type { Chance } from '../simulation/chance.ts'

export type Phone = { name: string; device: SiteDevice; isBusy: boolean }
/** Something that happens to a room. False where it could not happen just then. */
type Act = () => Promise<boolean>

const MOST_PHONES = 3
/** A note that is neither kept nor refused by then counts as unknown. */
const ANSWER_MS = 60_000
const MOST_NOTES = 30

/** What people do in a room and what befalls it, and what of it must be there at the end. */
export function makeLife(deps: {
  site: Site
  url: string
  screens: Map<string, SiteDevice>
  admin: Phone
  chance: Chance
}) {
  const { site, screens, admin, chance } = deps
  const phones: Phone[] = [admin]
  /** Without cable or power just now. */
  const out = new Set<SiteDevice>()
  /** Places on the switch where a phone was and is no more. */
  const freePlaces: Host[] = []
  const kept = new Map<string, 'kept' | 'unknown'>()
  const removed = new Map<string, 'removed' | 'unknown'>()
  let visitors = 0
  let boxIsUp = true

  /** As often as they stand here. */
  const acts: readonly [string, Act][] = [
    ...Array.from({ length: 10 }, (): [string, Act] => ['notes', note]),
    ['texts shown', show],
    ['texts shown', show],
    ['phones come', come],
    ['phones come', come],
    ['phones go', go],
    ['cables pulled', pull],
    ['boxes restarted', restartBox],
    ['screens without power', losePower],
  ]
  return {
    acts,
    phones,
    out,
    kept,
    removed,
    /** Notes that somebody was told are kept, and nobody has tried to take away. */
    mustBeThere: () => [...kept].filter(([text, how]) => how === 'kept' && !removed.has(text)).map(([text]) => text),
    async mend() {
      if (!boxIsUp) await site.box.restart()
      for (const device of out) await device.host.plug()
    },
  }

  function freePhone(): Phone | undefined {
    const free = phones.filter(({ device, isBusy }) => !isBusy && !out.has(device))
    return free.length > 0 ? chance.pick(free) : undefined
  }

  /** Holds a phone for as long as somebody types on it. */
  async function holding(phone: Phone | undefined, task: (phone: Phone) => Promise<boolean>): Promise<boolean> {
    if (!phone) return false
    phone.isBusy = true
    try {
      return await task(phone)
    } catch (fault) {
      throw new Error(`${String(fault).split('\n')[0]}; ${await whereIs(phone)}`)
    } finally {
      phone.isBusy = false
    }
  }

  function note(): Promise<boolean> {
    if (kept.size - removed.size > MOST_NOTES) return tidy()
    return holding(freePhone(), async ({ device: { page }, name }) => {
      const text = `note ${kept.size + 1} of ${name}`
      kept.set(text, 'unknown')
      const line = page.getByRole('textbox', { name: 'Add a note' })
      await line.fill(text)
      await page.getByRole('button', { name: 'Add', exact: true }).click({ timeout: ANSWER_MS })
      // The line is emptied once a screen has said that it is kept.
      await expect.poll(() => line.inputValue(), { timeout: ANSWER_MS }).toBe('')
      kept.set(text, 'kept')
      return true
    })
  }

  /** The admin takes the oldest note away: a wall has room for some dozens. */
  function tidy(): Promise<boolean> {
    return holding(admin.isBusy || out.has(admin.device) ? undefined : admin, async ({ device: { page } }) => {
      const [oldest] = [...kept.keys()].filter((text) => !removed.has(text))
      if (oldest === undefined) return false
      removed.set(oldest, 'unknown')
      const there = entry(page, 'Notes', oldest)
      if ((await there.count()) === 0) return false
      await page.getByRole('button', { name: `Remove ${oldest}`, exact: true }).click({ timeout: ANSWER_MS })
      await there.waitFor({ state: 'detached', timeout: ANSWER_MS })
      removed.set(oldest, 'removed')
      return true
    })
  }

  function show(): Promise<boolean> {
    return holding(freePhone(), async ({ device: { page }, name }) => {
      const line = page.getByRole('textbox', { name: 'Show on the wall' })
      if (!(await line.isVisible())) await page.getByRole('button', { name: 'Show on the wall' }).click()
      await line.fill(`shown by ${name}`)
      await page.getByRole('button', { name: 'Show', exact: true }).click({ timeout: ANSWER_MS })
      return true
    })
  }

  async function come(): Promise<boolean> {
    if (phones.length > MOST_PHONES || !boxIsUp) return false
    const name = `visitor ${++visitors}`
    const phone: Phone = { name, device: await site.device(`v${visitors}`, true, freePlaces.pop()), isBusy: true }
    phones.push(phone)
    try {
      const screen = chance.pick([...screens.values()].filter((one) => !out.has(one)))
      await scan(phone.device.page, await codeOn(screen.page))
      await nameMe(phone.device.page, name)
      phone.isBusy = false
      return true
    } catch {
      // The box or the screen went just then: a person would come again later.
      await away(phone)
      return false
    }
  }

  async function go(): Promise<boolean> {
    const phone = freePhone()
    if (!phone || phone === admin) return false
    // Half of them say goodbye.
    if (chance.next() < 0.5)
      await holding(phone, async ({ device: { page } }) => {
        await page.getByRole('button', { name: 'Leave' }).click({ timeout: ANSWER_MS })
        await page.locator('main[data-state=left]').waitFor({ timeout: ANSWER_MS })
        return true
      })
    phone.isBusy = true
    await away(phone)
    return true
  }

  async function away(phone: Phone) {
    phones.splice(phones.indexOf(phone), 1)
    await phone.device.close()
    await rm(phone.device.folder, { recursive: true, force: true })
    freePlaces.push(phone.device.host)
  }

  async function pull(): Promise<boolean> {
    if (out.size > 0) return false
    const idle = phones.filter(({ isBusy }) => !isBusy).map(({ device }) => device)
    const device = chance.pick([...screens.values(), ...idle])
    out.add(device)
    await device.host.unplug()
    await pause(chance.pick([2_000, 4_000, 12_000, 40_000]))
    await device.host.plug()
    out.delete(device)
    return true
  }

  async function restartBox(): Promise<boolean> {
    if (!boxIsUp) return false
    boxIsUp = false
    site.box.kill()
    await pause(chance.between(500, 20_000))
    await site.box.restart()
    boxIsUp = true
    return true
  }

  async function losePower(): Promise<boolean> {
    const [name, screen] = chance.pick([...screens])
    if (out.has(screen) || !boxIsUp || chance.next() < 0.7) return false
    out.add(screen)
    for (const pid of processesOf(screen.folder)) process.kill(pid, 'SIGKILL')
    await screen.close().catch(() => undefined) // there is nobody to close
    const again = await screen.again()
    out.delete(screen)
    screens.set(name, again)
    await again.page.goto(deps.url)
    await again.page.locator('main[data-screen=wall]').waitFor()
    return true
  }
}
/** What a phone shows when something could not be done on it: the reason is often there. */
async function whereIs({ name, device: { page } }: Phone): Promise<string> {
  const main = page.locator('main')
  const state = await main.getAttribute('data-state', { timeout: 2_000 }).catch(() => 'gone')
  const text = await main.innerText({ timeout: 2_000 }).catch(() => '')
  return `${name} is ${state} and says: ${text.replaceAll(/\s+/g, ' ').slice(0, 200)}`
}

export type Life = ReturnType<typeof makeLife>

export const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
