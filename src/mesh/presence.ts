import type { Clock } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { HerePerson } from '../protocol/link.ts'
import type { Link } from './link.ts'

/** Who is here by phone: each screen says it of its own phones, to everyone, and nobody stores it (M11). */
export type Presence = {
  attach(link: Link): void
  /** Says everything anew: a phone on its first link listens only once it has opened the room. */
  greet(link: Link): void
  /** What this screen says of its own phones. */
  say(people: readonly HerePerson[]): void
  /** Everyone any screen speaks of; a person whom one screen sees here is here. */
  people(): HerePerson[]
  /** Screens that say this person is with them. */
  screensOf(device: DeviceId): DeviceId[]
  /** On a phone: nobody it is linked to hears of that screen any more. Where the phone itself is out of reach, nothing is known. */
  isLost(screen: DeviceId): boolean
  onChange(listener: () => void): () => void
}
/** `n` rises with every change; 0: that screen is lost, and nothing is known of its phones any more. */
type List = { n: number; people: readonly HerePerson[] }

export function makePresence(deps: { me: DeviceId; screen: boolean; clock: Clock }): Presence {
  /** By link, since what a link said is forgotten with it: nobody else may ever take back what a dead screen said last. */
  const heard = new Map<Link, Map<DeviceId, List>>()
  let mine: List | undefined
  const changes = makeListeners<void>()

  return {
    attach(link) {
      const said = new Map<DeviceId, List>()
      heard.set(link, said)
      link.onMessage((message) => {
        if (message.type !== 'here' || link.peer.role !== 'screen') return
        // A screen speaks for itself; a phone's home passes on what the others said.
        if (deps.screen && message.from !== link.peer.device) return
        said.set(message.from, message)
        passOn(message.from, message)
        changes.tell()
      })
      link.onClose(() => {
        heard.delete(link)
        // They come back with their spare.
        for (const from of said.keys()) passOn(from, { n: 0, people: [] })
        changes.tell()
      })
      greet(link)
    },
    greet,
    say(people) {
      if (mine && JSON.stringify(mine.people) === JSON.stringify(people)) return
      // Rises over restarts too, so that of two words the newer is believed.
      mine = { n: Math.max((mine?.n ?? 0) + 1, deps.clock.now()), people }
      for (const link of heard.keys()) tell(link, deps.me, mine)
      changes.tell()
    },
    people() {
      const byDevice = new Map<DeviceId, HerePerson>()
      for (const [, { people }] of [...lists()].sort(([a], [b]) => (a < b ? -1 : 1)))
        for (const person of people) byDevice.set(person.device, better(byDevice.get(person.device), person))
      return [...byDevice.values()].sort((a, b) => (a.device < b.device ? -1 : 1))
    },
    screensOf: (device) =>
      [...lists()].flatMap(([screen, { people }]) =>
        people.some((person) => person.device === device && person.state === 'here') ? [screen] : [],
      ),
    isLost(screen) {
      const believed = lists()
      return believed.size > 0 && !((believed.get(screen)?.n ?? 0) > 0)
    },
    onChange: (listener) => changes.add(listener),
  }

  /** What is believed of each screen: its own word before another's, a newer word before an older one. */
  function lists(): Map<DeviceId, List> {
    const believed = new Map<DeviceId, List>(mine ? [[deps.me, mine]] : [])
    for (const said of heard.values())
      for (const [from, list] of said) if (list.n > (believed.get(from)?.n ?? -1)) believed.set(from, list)
    for (const [{ peer }, said] of heard) {
      const itself = said.get(peer.device)
      if (itself) believed.set(peer.device, itself)
    }
    return believed
  }

  function greet(link: Link) {
    for (const [from, list] of lists()) if (from === deps.me || link.peer.role !== 'screen') tell(link, from, list)
  }

  /** A screen tells its phones what other screens say. */
  function passOn(from: DeviceId, list: List) {
    for (const link of heard.keys()) if (link.peer.role !== 'screen') tell(link, from, list)
  }

  function tell(link: Link, from: DeviceId, { n, people }: List) {
    if (deps.screen) link.send({ type: 'here', from, n, people: [...people] })
  }
}

/** Two screens may see the same person, and not both know the name yet. */
function better(known: HerePerson | undefined, other: HerePerson): HerePerson {
  if (!known || known.state !== other.state) return known?.state === 'here' ? known : other
  return known.name === '' ? other : known
}
