import { setTimeout } from 'node:timers/promises'

/** What is measured of each, under the same names. `null`: see its `reasons`. */
export const FIGURES = /** @type {const} */ ([
  'openToLiveMs',
  'oneWayMs',
  'messagesPerWrite',
  'idleMessagesPerS',
  'cpuCores',
  'memoryPerLinkMB',
  'newcomer1MBMs',
  'newcomer5MBMs',
  'tenAtOnceMs',
  'callMs',
  'callDuringBulkMs',
  'bulkMBps',
  'linkCutMs',
  'boxKilledMs',
])
/** @typedef {typeof FIGURES[number]} Figure */
/** @typedef {Record<Figure, any> & { reasons: Partial<Record<Figure, string>> }} Figures */

/** @returns {Figures} */
export const noFigures = () => /** @type {Figures} */ ({
  ...Object.fromEntries(FIGURES.map((name) => [name, null])),
  reasons: {},
})

/**
 * Fills in what `measure` finds, or says of each name why it is not known.
 * @param {Figures} into @param {readonly Figure[]} names @param {number} mostMs
 * @param {() => Promise<Partial<Record<Figure, any>>>} measure
 */
export async function fill(into, names, mostMs, measure) {
  const late = setTimeout(mostMs, `not within ${mostMs / 1000} s`, { ref: false })
  const outcome = await Promise.race([measure().catch((/** @type {Error} */ { message }) => firstLine(message)), late])
  for (const name of names) {
    if (typeof outcome === 'string') into.reasons[name] = outcome
    else into[name] = outcome[name] ?? null
  }
  return typeof outcome !== 'string'
}

/** @param {number[]} all */
export function spread(all) {
  const sorted = [...all].sort((a, b) => a - b)
  const at = (/** @type {number} */ share) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** @param {number} value */
export const round = (value) => Math.round(value * 100) / 100

const firstLine = (/** @type {string} */ text) => text.split('\n', 1)[0] ?? ''
