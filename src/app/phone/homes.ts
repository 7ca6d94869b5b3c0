import type { Clock, Random } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import type { BoxClient } from '../../mesh/box-client.ts'
import type { Credentials } from '../../mesh/handshake.ts'
import type { Introductions, Topic } from '../../mesh/introductions.ts'
import type { Link } from '../../mesh/link.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, SessionId } from '../../protocol/ids.ts'

const LOOK_MS = 1_500
/** A screen that did not answer is left alone for a while. */
const TRIED_MS = 15_000
/** Home and spare: enough to survive one screen's failure, few enough that a phone costs the same in any room. */
const LINKS = 2

/** A phone's home screen, which it calls, and a spare that takes over (M20). */
export type Homes = {
  /** `but`: the other one, where the home is this screen. */
  home(but?: DeviceId): Link | undefined
  onChange(listener: () => void): () => void
  /** Looks at once: the phone woke, or a person asked. */
  hurry(): void
  stop(): void
}

export function keepHomes(deps: {
  me: DeviceId
  /** Where the room's screens may listen: the present topic first, then one from before it was renewed. */
  topics: () => readonly Topic[]
  credentials: () => Credentials
  book: StatementBook
  neighbours: Neighbours
  introductions: Introductions
  box: BoxClient
  clock: Clock
  random: Random
}): Homes {
  const { neighbours, introductions, clock } = deps
  const changes = makeListeners<void>()
  const triedAtMs = new Map<string, number>()
  let home: Link | undefined = neighbours.links()[0]
  let looking = false
  for (const link of neighbours.links()) watch(link)
  const stops = [
    clock.every(LOOK_MS, () => void look()),
    neighbours.onLink(watch),
    deps.box.onState((state) => {
      if (state !== 'here') return
      triedAtMs.clear()
      void look()
    }),
  ]
  void look()

  return {
    home: (but) => (home && home.peer.device === but ? another() : home),
    onChange: (listener) => changes.add(listener),
    hurry() {
      triedAtMs.clear()
      deps.box.hurry()
      void look()
    },
    stop: () => stops.forEach((stop) => stop()),
  }

  function watch(link: Link) {
    home ??= link
    link.onClose(() => {
      if (home === link) home = another()
      changes.tell()
      void look()
    })
    changes.tell()
  }

  function another() {
    return neighbours.links().find((link) => link !== home && !link.isClosed())
  }

  async function look() {
    if (looking || neighbours.links().length >= LINKS) return
    looking = true
    const found = new Map<SessionId, Topic>()
    for (const topic of deps.topics())
      for (const session of await introductions.find(topic)) if (!found.has(session)) found.set(session, topic)
    looking = false
    const wanted = LINKS - neighbours.links().length
    // Each phone in an order of its own, or the first screen would be everybody's spare.
    const sessions = [...found]
    const begin = sessions.length > 0 ? (deps.random(1)[0] ?? 0) % sessions.length : 0
    const turned = [...sessions.slice(begin), ...sessions.slice(0, begin)]
    const fresh = turned.filter(([session]) => mayTry(session)).slice(0, wanted)
    for (const [session, topic] of fresh) offer(session, introductions.throughBox(topic, session))
    if (fresh.length === 0 && home && sessions.length === 0) offerThroughHome(home)
  }

  /** The box is away: our home introduces us to another screen. */
  function offerThroughHome(through: Link) {
    const screens = [...(deps.book.roster()?.devices.values() ?? [])].filter(
      ({ role, device }) => role === 'screen' && !neighbours.linkTo(device),
    )
    const next = screens.find(({ device }) => mayTry(device))
    if (next) offer(next.device, introductions.throughNeighbour(through, next.device))
  }

  function mayTry(who: SessionId | DeviceId): boolean {
    return clock.now() - (triedAtMs.get(who) ?? -TRIED_MS) >= TRIED_MS
  }

  function offer(who: SessionId | DeviceId, path: Parameters<Neighbours['offer']>[0]) {
    triedAtMs.set(who, clock.now())
    neighbours.offer(path, deps.credentials())
  }
}
