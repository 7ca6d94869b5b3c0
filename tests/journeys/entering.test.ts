import type { BrowserContext, Page } from 'playwright'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Device, openHouse, type House } from './kit/house.ts'
import { openRoom } from './kit/made-room.ts'
import { AT_NIGHT } from './kit/night.ts'
import { codeOn, faultsOf, isAt, isInstalled, scan } from './kit/steps.ts'

let house: House
let wall: Device

beforeEach(async () => {
  house = await openHouse()
  ;({ wall } = await openRoom(house, { name: 'The Reading Room' }))
})
afterEach(() => house.close())

test('a visitor is in by scanning alone, the first time and, as somebody new, every time after; prints how long it took', async () => {
  const first: number[] = []
  const warm: number[] = []
  for (const name of AT_NIGHT ? ['Ana', 'Ben', 'Cleo'] : ['Ana']) {
    const phone = await house.device({ name, phone: true, prepare: withStopwatch })
    await scan(phone.page, await codeOn(wall.page))
    first.push(await msUntilLive(phone.page))
    await isInstalled(phone.page)
    for (let visit = 0; visit < 3; visit++) {
      await phone.page.getByRole('button', { name: 'Leave' }).click()
      await isAt(phone.page, 'phone', 'left')
      await phone.page.goto('about:blank')
      await scan(phone.page, await codeOn(wall.page))
      warm.push(await msUntilLive(phone.page))
    }
    await phone.close()
    expect(faultsOf(phone)).toEqual([])
  }
  process.stdout.write(`    code opened → live, first visit: ${said(first)} | with the app cached: ${said(warm)}\n`)
})

/** Each page notes for itself when it was live: a test that asks from outside would measure its own asking too. */
const withStopwatch = (context: BrowserContext) =>
  context.addInitScript(() => {
    const look = () => {
      if (Reflect.get(window, 'osmoseLiveMs') === undefined && document.querySelector('main[data-state=live]'))
        Reflect.set(window, 'osmoseLiveMs', performance.now())
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
  })

const msUntilLive = (page: Page): Promise<number> => page.evaluate(() => Reflect.get(window, 'osmoseLiveMs') as number)

const said = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b).map((ms) => `${(ms / 1000).toFixed(2)}`)
  return `${sorted[Math.floor(sorted.length / 2)]} s (${sorted[0]} to ${sorted.at(-1)})`
}
