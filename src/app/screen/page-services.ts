import { utf8 } from '../../lib/bytes.ts'
import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Link } from '../../mesh/link.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { ANSWER_LETTERS } from '../../protocol/page-offers.ts'
import { arePagesOpen } from '../../room/commons.ts'
import { isKindTaken, lend, lendersOf, pageOffersOf, type Lent } from '../../room/page-offers.ts'
import { refusedTo, type CallContext } from '../../services/call.ts'
import { MOST_WITHIN_MS } from '../../services/runner.ts'
import type { Asked, ServiceDesk } from '../../services/service.ts'
import type { Peer } from '../../trust/judge.ts'

const WITHIN_MS = 4_000
/** On the way to the member's device and through its browser. */
const ON_THE_WAY_MS = 500
const MOST_AT_ONCE = 16
const MOST_OF_ONE = 4
const LOOK_MS = 2_000
/** A device that changed its home screen, or whose tab was reloaded, is back by then. */
const GONE_MS = 10_000

/**
 * What pages of other origins offer through members' devices. This screen takes their offers and writes them down, decides who
 * may call, and calls the device; what is said of a device that went away it takes back.
 */
export function startPageServices(deps: {
  context: CallContext
  clock: Clock
  book: StatementBook
  neighbours: Neighbours
  presence: Presence
  calls: () => Calls
  /** One screen of those that see each other speaks for all. */
  speaks: () => boolean
  /** So many bytes were handed to a page, which may send them on. */
  onHanded: (bytes: number) => void
}) {
  const { context, clock, neighbours } = deps
  const commons = () => context.docs.commons
  const running = new Map<string, { by: DeviceId; kind: string; link: Link }>()
  const goneSinceMs = new Map<DeviceId, number>()
  const stopLooking = clock.every(LOOK_MS, dropGone)
  return { offer, find, run, cancel, stop: stopLooking }

  function offer(...[who, offers]: Parameters<ServiceDesk['offer']>): string | undefined {
    if (offers.some(({ kind }) => isKindTaken(commons(), kind))) return 'kind-taken'
    if (offers.length > 0 && context.isFull()) return 'room-full'
    lend(commons(), who.device, offers, context.author)
    return undefined
  }

  /** Which page is meant; a device in reach of this screen before others. None where a screen does it itself. */
  function find({ kind, on }: Pick<Asked, 'kind' | 'on'>): Lent | undefined {
    if (isKindTaken(commons(), kind)) return undefined
    const those = pageOffersOf(commons()).filter((one) => one.kind === kind && (on ?? one.device) === one.device)
    return those.find(({ device }) => neighbours.linkTo(device)) ?? those[0]
  }

  /** Has it done by a page, behind a device that is linked to this screen. */
  async function run(who: Peer, { id, kind, args, withinMs }: Asked, lent: Lent): Promise<Result<unknown>> {
    const denial = refusedTo(context, who, 'service.call') ?? refusedToLend(lent.device)
    if (denial) return err(denial)
    const link = neighbours.linkTo(lent.device)
    if (!link) return err('service-away')
    const those = [...running.values()].filter((one) => one.kind === kind && one.link === link)
    const isFull = those.length >= MOST_AT_ONCE || those.filter(({ by }) => by === who.device).length >= MOST_OF_ONE
    if (isFull) return err('service-busy')
    const ownMs = Math.min(lent.withinMs ?? WITHIN_MS, MOST_WITHIN_MS)
    const mostMs = Math.min(withinMs ?? ownMs, ownMs)
    const deed = { id, by: who.device, kind, args, withinMs: mostMs }
    const key = `${who.device} ${id}`
    running.set(key, { by: who.device, kind, link })
    deps.onHanded(utf8(JSON.stringify(args ?? null)).length)
    const answer = await deps.calls().call(link, 'service.do', deed, undefined, mostMs + ON_THE_WAY_MS)
    running.delete(key)
    if (!answer.ok) return err(REASONS.get(answer.error) ?? 'service-failed')
    return JSON.stringify(answer.value).length <= ANSWER_LETTERS ? ok(answer.value) : err('service-failed')
  }

  function cancel(by: DeviceId, id: string): void {
    const one = running.get(`${by} ${id}`)
    if (one) void deps.calls().call(one.link, 'service.undo', { id, by }) // what came of it, its own answer says
  }

  /** A member that was removed, or a room that an admin has closed to pages since, is not called either. */
  function refusedToLend(device: DeviceId): string | undefined {
    const known = deps.book.roster()?.devices.get(device)
    if (!known) return 'service-away'
    const peer: Peer = { device, seal: known.seal, role: known.role, admin: known.admin }
    return refusedTo(context, peer, 'service.offer')
  }

  function dropGone() {
    for (const device of lendersOf(commons())) {
      const isHere = deps.presence.screensOf(device).length > 0 || neighbours.linkTo(device) !== undefined
      const sinceMs = isHere ? undefined : (goneSinceMs.get(device) ?? clock.now())
      if (sinceMs === undefined) goneSinceMs.delete(device)
      else goneSinceMs.set(device, sinceMs)
      const isGone = sinceMs !== undefined && clock.now() - sinceMs >= GONE_MS
      if ((isGone || !arePagesOpen(commons())) && deps.speaks()) lend(commons(), device, [], context.author)
    }
  }
}
export type PageServices = ReturnType<typeof startPageServices>

/** What a member's device may say, and what a broken way means to whoever asked. Anything else it made up. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['link-closed', 'service-gone'],
  ['timeout', 'service-late'],
  ['service-late', 'service-late'],
  ['service-gone', 'service-gone'],
  ['service-busy', 'service-busy'],
  ['service-failed', 'service-failed'],
  ['no-service', 'no-service'],
  // Nobody draws that device's tab, or it is of a release that cannot.
  ['unknown-ask', 'service-away'],
  ['malformed', 'malformed'],
  ['cancelled', 'cancelled'],
])
