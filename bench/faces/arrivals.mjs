import { inBrowser } from './browser.mjs'

/** @typedef {import('./page/arrivals.ts').Arrival} Arrival */

/**
 * Everybody comes in before an empty wall, one picture after the other: how soon it would blank for a stranger, and how
 * often for somebody it knows. Once with nobody known, and twice with three views of every second person.
 * @param {import('./browser.mjs').Asked} at
 */
export async function measureArrivals(at) {
  /** @type {Record<string, ReturnType<typeof summary>>} */
  const report = {}
  for (const [name, half, isNobodyKnown] of /** @type {const} */ ([
    ['nobody known', 0, true],
    ['half A known', 0, false],
    ['half B known', 1, false],
  ])) {
    /** @type {Arrival[]} */
    const all = await inBrowser({ ...at, page: 'arrivals' }, (page, { pictures }) =>
      page.evaluate(
        ([shown, from, none]) => /** @type {any} */ (globalThis).arrivals(shown, from, none),
        /** @type {const} */ ([pictures, half, isNobodyKnown]),
      ),
    )
    report[name] = summary(all)
  }
  return report
}

/** Times are those between looks: what a look takes comes on top. @param {readonly Arrival[]} all */
function summary(all) {
  const [known, strangers] = [all.filter(({ isKnown }) => isKnown), all.filter(({ isKnown }) => !isKnown)]
  const blankMs = strangers.map((one) => one.blankMs ?? Infinity).toSorted((a, b) => a - b)
  const at = (/** @type {number} */ part) => blankMs[Math.min(blankMs.length - 1, Math.floor(part * blankMs.length))]
  return {
    strangers: strangers.length,
    blankMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    /** Each with what the looks saw, one after the other: where the time went. */
    slow: strangers.filter(({ blankMs: ms }) => ms === null || ms > 500).map(inShort),
    known: known.length,
    falseBlanks: known.filter(({ blankMs: ms }) => ms !== null).map(inShort),
  }
}

/** @param {Arrival} one */
const inShort = ({ blankMs, saw }) => `${blankMs ?? 'never'}: ${saw.join(', ')}`
