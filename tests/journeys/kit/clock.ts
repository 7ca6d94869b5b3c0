import type { BrowserContext, Page } from 'playwright'

/** The device's clock can be put forward by `turnClock`, while its timers go on as they are: WebRTC would notice. */
export async function withClockToTurn(context: BrowserContext): Promise<void> {
  await context.addInitScript((kept) => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + Number(sessionStorage.getItem(kept) ?? 0) * 60_000
  }, KEPT)
}

export const turnClock = (page: Page, minutes: number): Promise<void> =>
  page.evaluate(([kept, more]) => sessionStorage.setItem(kept, `${Number(sessionStorage.getItem(kept) ?? 0) + more}`), [
    KEPT,
    minutes,
  ] as const)

const KEPT = 'minutes later'
