import * as Y from 'yjs'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { Author } from '../../src/room/records.ts'
import { MOST_RULES, putRule, runningRules } from '../../src/room/rule-book.ts'
import { judgeRules, type Episodes, type Facts } from '../../src/room/rules.ts'
import { makeDeviceKeys } from '../../src/trust/keys.ts'
import { makePeriodKey, sealPiece } from '../../src/trust/minutes.ts'

const SCREEN = 'S'.repeat(43) as DeviceId
/** People in the meeting, each with a device that gets a key. */
const PEOPLE = 10
/** Two seconds of sound at 24 kbit/s. */
const PIECE_BYTES = 6_000

/**
 * `ours`: what a screen does once a second and whenever somebody comes or goes: reads the rules out of the document, parses them, looks for
 * circles and judges them, with as many as a room may have. `plain`: the same 50 conditions as functions written by hand.
 */
export function ruleMatch(rounds: number) {
  const [doc, author] = [new Y.Doc(), { screen: SCREEN, now: () => 0 } satisfies Author]
  for (let n = 0; n < MOST_RULES; n++) {
    const text = `when "Person ${n}" is here and at least ${n % 7} are here and the lamp is off then note "${n} has come"`
    putRule(
      doc,
      `rule ${n}`,
      { text: n % 7 ? text : text.replace('at least 0', 'at least 1'), on: true, stopped: false, by: SCREEN },
      author,
    )
  }
  const written = Array.from(
    { length: MOST_RULES },
    (_, n) => (now: Facts) => now.here.includes(`Person ${n}`) && now.count >= Math.max(1, n % 7) && !now.lamp,
  )
  let episodes: Episodes = new Map()
  const [ours, plain] = [[] as number[], [] as number[]]
  for (let round = 0; round < rounds; round++) {
    const here = Array.from({ length: PEOPLE }, (_, at) => `Person ${(round + at * 5) % MOST_RULES}`)
    const now: Facts = {
      here,
      count: here.length,
      stranger: false,
      booking: undefined,
      lamp: false,
      sounds: [],
      minute: round % 1_440,
    }
    const startMs = performance.now()
    const judged = judgeRules(runningRules(doc).rules, now, round, episodes)
    const judgedMs = performance.now()
    const held = written.filter((holds) => holds(now)).length
    plain.push(performance.now() - judgedMs)
    ours.push(judgedMs - startMs)
    episodes = judged.episodes
    if ([...episodes.values()].filter((since) => since !== 'no').length !== held) throw new Error('They disagree')
  }
  return { rules: MOST_RULES, ours: spread(ours), plain: spread(plain) }
}

/**
 * `ours`: somebody comes or goes: a new key, sealed to each of ten devices, and the first two seconds of sound sealed under it.
 * `unkeyed`: those two seconds under a key that is kept.
 */
export async function rekey(rounds: number) {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => makeDeviceKeys()))
  const to = people.map(({ device, seal }) => ({ device, seal }))
  const piece = new Uint8Array(PIECE_BYTES)
  const kept = await makePeriodKey(crypto.getRandomValues(new Uint8Array(32)), to)
  const [ours, unkeyed] = [[] as number[], [] as number[]]
  for (let n = 0; n < rounds; n++) {
    const startMs = performance.now()
    const { key } = await makePeriodKey(crypto.getRandomValues(new Uint8Array(32)), to)
    await sealPiece(key, { recording: 'bench', period: n, n }, piece)
    const sealedMs = performance.now()
    await sealPiece(kept.key, { recording: 'bench', period: 0, n }, piece)
    unkeyed.push(performance.now() - sealedMs)
    ours.push(sealedMs - startMs)
  }
  return { devices: PEOPLE, ours: spread(ours), unkeyed: spread(unkeyed) }
}

/** Without the first tenth, in which the engine warms up. */
function spread(all: readonly number[]) {
  const sorted = all.slice(Math.floor(all.length / 10)).sort((a, b) => a - b)
  const at = (part: number) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 1_000) / 1_000
  return { p50: at(0.5), p95: at(0.95) }
}
