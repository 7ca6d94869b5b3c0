import type { Clock, Random } from '../../lib/clock.ts'
import type { Bytes } from '../../lib/bytes.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { Topic } from '../../mesh/introductions.ts'
import type { LiveCode } from '../../trust/judge.ts'
import { topicOf } from '../../trust/topics.ts'

/** A code admits for 90 s by this screen's own clock; a new one is shown after 60, so that who scans late still has 30. */
export const CODE_GOOD_MS = 90_000
export const CODE_SHOWN_MS = 60_000
/** Long enough to walk to the other wall. */
export const INVITATION_MS = 10 * 60_000
/** Expired codes are still answered for a while, so that a person is told "this code is old" and not "nobody is there". */
const REMEMBERED = 4
export const LOOK_MS = 1_000

/** Whether a code on the wall would admit now. */
const isGood = (code: Pick<LiveCode, 'shownAtMs' | 'goodUntilMs'> | undefined, nowMs: number) =>
  code !== undefined && code.shownAtMs <= nowMs && nowMs < code.goodUntilMs

export type VisitorCodes = {
  current(): LiveCode | undefined
  live(): readonly LiveCode[]
  topics(): readonly Topic[]
  onChange(listener: () => void): () => void
  /** Also admits for 90 s who proves to know this code: a typed code was right. */
  add(code: Bytes): Promise<void>
  /** A new code at once: after a person was shown out, the code they saw must not bring them back. */
  renew(): Promise<void>
  stop(): void
}

export async function startVisitorCodes(deps: { clock: Clock; random: Random }): Promise<VisitorCodes> {
  let codes: { code: LiveCode; topic: Topic }[] = []
  let typed: typeof codes = []
  const changes = makeListeners<void>()
  await renew()
  const stops = [
    deps.clock.every(CODE_SHOWN_MS, () => void renew()),
    // A clock that was set, or a tablet that slept, must not leave a code on the wall that lets nobody in.
    deps.clock.every(LOOK_MS, () => !isGood(codes[0]?.code, deps.clock.now()) && void renew()),
  ]
  return {
    current: () => codes[0]?.code,
    live: () => [...codes, ...typed].map(({ code }) => code),
    topics: () => [...codes, ...typed].map(({ topic }) => topic),
    onChange: (listener) => changes.add(listener),
    add,
    renew,
    stop: () => stops.forEach((stop) => stop()),
  }

  async function renew() {
    codes = [await dated(deps.random(16)), ...codes].slice(0, REMEMBERED)
    changes.tell()
  }

  async function add(code: Bytes) {
    typed = [await dated(code), ...typed].slice(0, REMEMBERED)
    changes.tell()
  }

  async function dated(code: Bytes) {
    const now = deps.clock.now()
    return { code: { code, shownAtMs: now, goodUntilMs: now + CODE_GOOD_MS }, topic: await topicOf(code) }
  }
}
