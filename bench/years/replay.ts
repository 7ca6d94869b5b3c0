import * as Y from 'yjs'
import { baselineOf, EPOCH_BYTES } from '../../src/room/epoch.ts'
import { putRecord, type Author } from '../../src/room/records.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'

/** A busy room: one change every two minutes of a working day. */
const CHANGES_A_DAY = 300
const DAYS_A_YEAR = 250
/** A room holds about as much after years as after a week: what is new replaces what is old. */
const RECORDS = 60
const AT = [1_000, 3_000, 10_000, 30_000, 75_000, 150_000, 300_000]
/** Screens start anew now and then, each time as another writer in Yjs's eyes. */
const CHANGES_A_START = 2_000
const SCREENS = ['hall', 'kitchen', 'den'].map((name) => name.padEnd(43, 'x') as DeviceId)

/** Writes years of changes into one document that only grows, and into one that goes from epoch to epoch as screens do. */
export function replay() {
  const points: { changes: number; years: number; without: Weight; with: Weight; epochs: number }[] = []
  let nowMs = Date.UTC(2026, 0, 1)
  let grows = new Y.Doc()
  let lives = new Y.Doc()
  let grownBytes = 0
  let epochs = 0
  let most = 0
  const count = (update: Uint8Array) => (grownBytes += update.length)
  lives.on('update', count)
  for (let n = 1; n <= (AT.at(-1) ?? 0); n++) {
    const author: Author = { screen: SCREENS[n % SCREENS.length] as DeviceId, now: () => nowMs++ }
    for (const doc of [grows, lives]) putRecord(doc, 'notes', `note ${(n * 7) % RECORDS}`, noteOf(n), author)
    if (grownBytes > EPOCH_BYTES) {
      const fresh = new Y.Doc()
      most = Math.max(most, Y.encodeStateAsUpdate(lives).length)
      Y.applyUpdate(fresh, baselineOf(lives, nowMs).bytes)
      fresh.on('update', count)
      lives = fresh
      grownBytes = 0
      epochs += 1
    }
    if (n % CHANGES_A_START === 0) for (const doc of [grows, lives]) doc.clientID = n
    if (AT.includes(n))
      points.push({
        changes: n,
        years: Math.round((n / CHANGES_A_DAY / DAYS_A_YEAR) * 100) / 100,
        without: weigh(grows),
        with: weigh(lives),
        epochs,
      })
  }
  return { changesADay: CHANGES_A_DAY, records: RECORDS, heaviestBeforeAnEpochBytes: most, points }
}

type Weight = { bytes: number; loadMs: number }
function weigh(doc: Y.Doc): Weight {
  const update = Y.encodeStateAsUpdate(doc)
  const tries = [1, 2, 3].map(() => {
    // Processor time: what else the machine does then does not count.
    const from = process.cpuUsage()
    Y.applyUpdate(new Y.Doc(), update)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1_000
  })
  return { bytes: update.length, loadMs: Math.round(Math.min(...tries) * 10) / 10 }
}

const noteOf = (n: number) => ({
  text: `change ${n}: ${'a few words '.repeat(1 + (n % 8))}`,
  by: SCREENS[0],
  byName: 'Ana',
})
