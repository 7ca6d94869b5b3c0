import { spread, until } from './measure.mjs'

/** @typedef {import('./pages.mjs').Device} Device */
const CALLS = 300

/** Two of our screens: a call alone, a call while 50 MB move beside it, and how fast those move. @param {any} pages */
export async function measureOurPair(pages) {
  const [first, second] = /** @type {[Device, Device]} */ ([await pages.open(), await pages.open()])
  await first.ask('first')
  const { device, seal } = await second.ask('keys')
  await second.ask('next', /** @type {any} */ (await first.ask('invite', device, seal)))
  await until(async () => (await first.ask('links')) > 0, 'two screens linked')
  const blob = await second.ask('oursKeepBlob')
  await first.ask('oursFetch', blob) // the second connection is opened once
  const alone = await repeat(() => first.ask('oursRoundTripMs'))
  const during = await whileBusy(
    () => first.ask('oursFetch', blob),
    () => first.ask('oursRoundTripMs'),
  )
  await Promise.all([first, second].map(({ page }) => page.context().close()))
  return { callMs: spread(alone), callDuringBulkMs: spread(during.calls), bulkMBps: best(during.speeds) }
}

/** Two bare data channels between two pages: what WebRTC itself takes. @param {any} pages */
export async function measureRawPair(pages) {
  const [first, second] = /** @type {[Device, Device]} */ ([await pages.open(), await pages.open()])
  /** @type {((sdp: string) => void)[]} */
  const waiting = []
  /** @type {string[]} */
  const offers = []
  await first.page.exposeFunction('exchange', (/** @type {string} */ sdp) => {
    offers.push(sdp)
    return new Promise((resolve) => waiting.push(resolve))
  })
  await second.page.exposeFunction('exchange', async (/** @type {string} */ sdp) => {
    if (sdp) return (waiting[0]?.(sdp), '')
    await until(() => Promise.resolve(offers.length > 0), 'an offer')
    return offers[0]
  })
  await Promise.all([first.ask('rawOpen', 'offerer'), second.ask('rawOpen', 'answerer')])
  const alone = await repeat(() => first.ask('rawRoundTripMs'))
  const speeds = [await first.ask('rawBulk'), await first.ask('rawBulk'), await first.ask('rawBulk')]
  await Promise.all([first, second].map(({ page }) => page.context().close()))
  return { callMs: spread(alone), bulkMBps: best(speeds) }
}

/** @param {() => Promise<any>} call */
async function repeat(call) {
  const all = []
  for (let n = 0; n < CALLS; n++) all.push(await call())
  return all
}

/** @param {() => Promise<number>} move @param {() => Promise<number>} call */
async function whileBusy(move, call) {
  /** @type {number[]} */
  const calls = []
  /** @type {number[]} */
  const speeds = []
  for (let round = 0; round < 3; round++) {
    let moving = true
    const moved = move().then((speed) => {
      moving = false
      return speed
    })
    while (moving) calls.push(await call())
    speeds.push(await moved)
  }
  return { calls, speeds }
}

/** Of three: the machine's other work only ever slows. @param {any[]} speeds */
const best = (speeds) => Math.round(Math.max(...speeds) * 10) / 10
