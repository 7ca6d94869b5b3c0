import type { Clock } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { DeviceId } from '../protocol/ids.ts'
import { parse } from '../protocol/shape.ts'
import type { Offer } from '../room/offers.ts'
import type { Ask } from '../trust/authorize.ts'
import type { Peer } from '../trust/judge.ts'
import { fieldsOf } from './fields.ts'
import type { Asked, Outcome, Service, ServiceHost } from './service.ts'
import { makePipe, type Pipe } from './stream.ts'

const WITHIN_MS = 4_000
export const MOST_WITHIN_MS = 30_000
/** Of one service at the same time: more is a flood, or a service that hangs. */
const MOST_AT_ONCE = 16
/** Of which one device may have so many, so that it does not take them all. */
const MOST_OF_ONE = 4
/** What a service answers travels in one frame of a link, as JSON. */
const ANSWER_LETTERS = 16_000

/** The services of this device: each authorized, checked, bounded in time and number, and cut off from the rest when it fails. */
export type Runner = {
  offers(): Offer[]
  has(kind: string): boolean
  /** How many run now, of all kinds. */
  load(): number
  /** `opened`: it is called in a stream, whose end at the service is handed over before anything else happens. */
  run(who: Peer, asked: Asked, opened?: (pipe: Pipe) => void): Promise<Result<unknown>>
  cancel(by: DeviceId, id: string): void
}

type Running = { kind: string; by: DeviceId; id: string; stop: (reason: string) => void }

export function makeRunner(deps: {
  services: readonly Service[]
  host: ServiceHost
  clock: Clock
  /** Why this caller may not; undefined where they may. */
  refused: (who: Peer, ask: Ask) => string | undefined
}): Runner {
  const byKind = new Map(deps.services.map((one) => [one.kind, one]))
  const running = new Set<Running>()

  return {
    offers: () =>
      deps.services.map(({ kind, version, needs, args }) => ({ kind, version, needs, fields: fieldsOf(args) })),
    has: (kind) => byKind.has(kind),
    load: () => running.size,
    async run(who, asked, opened) {
      const found = byKind.get(asked.kind)
      if (!found) return err('no-service')
      const denial = deps.refused(who, found.needs)
      if (denial) return err(denial)
      const args = parse(found.args, asked.args)
      if (!args.ok || (found.stream && !opened)) return err('malformed')
      const those = [...running].filter(({ kind }) => kind === asked.kind)
      const isFull = those.length >= MOST_AT_ONCE || those.filter(({ by }) => by === who.device).length >= MOST_OF_ONE
      return isFull ? err('service-busy') : bounded(found, who, { ...asked, args: args.value }, opened)
    },
    cancel(by, id) {
      for (const one of running) if (one.by === by && one.id === id) one.stop('cancelled')
    },
  }

  /** It answers, or fails, or is late, or is not wanted any more: whichever comes first is what the caller is told. */
  function bounded(
    found: Service,
    who: Peer,
    { id, args, withinMs }: Asked,
    opened: (pipe: Pipe) => void = () => {},
  ): Promise<Result<unknown>> {
    const wanted = new AbortController()
    return new Promise((resolve) => {
      const end = (outcome: Result<unknown>) => {
        running.delete(mine)
        stopTimer()
        pipe.end(outcome)
        resolve(outcome)
        wanted.abort()
      }
      const mine: Running = { kind: found.kind, by: who.device, id, stop: (reason) => end(err(reason)) }
      const ownMs = Math.min(found.withinMs ?? WITHIN_MS, MOST_WITHIN_MS)
      const startTimer = () => deps.clock.after(Math.min(withinMs ?? ownMs, ownMs), () => mine.stop('service-late'))
      let stopTimer = startTimer()
      const pipe = makePipe({
        clock: deps.clock,
        takes: found.stream?.takes,
        onStep() {
          if (!running.has(mine)) return
          stopTimer()
          stopTimer = startTimer()
        },
        onMalformed: () => mine.stop('malformed'),
      })
      running.add(mine)
      opened(pipe)
      const by = { by: who.device, byName: deps.host.nameOf(who.device) }
      const caller = {
        ...{ who, id, signal: wanted.signal, stream: pipe.stream },
        by: who.role === 'visitor' ? { ...by, visitor: true as const } : by,
      }
      // Async, so that what throws at once and what throws later fail alike.
      const doing = (async () => found.run(deps.host, args, caller))()
      doing.then(
        (outcome) => end(answered(outcome)),
        // What it threw may hold anything, so it is neither told nor logged.
        () => end(err('service-failed')),
      )
    })
  }
}

function answered(outcome: Outcome): Result<unknown> {
  if (typeof outcome === 'string') return err(outcome)
  const answer = outcome?.answer ?? null
  return isSmallJson(answer) ? ok(answer) : err('service-failed')
}

/** What is no JSON, or more of it than fits into a frame, cannot be answered. */
function isSmallJson(value: unknown): boolean {
  try {
    const text = JSON.stringify(value)
    return text !== undefined && text.length <= ANSWER_LETTERS
  } catch {
    return false
  }
}
