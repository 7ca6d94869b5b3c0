import type { Clock } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { HerePerson } from '../protocol/link.ts'
import type { Link } from './link.ts'

/** Who is here by phone: each screen says it of its own phones, to everyone, and nobody stores it. */
export type Presence = {
  attach(link: Link): void
  /** Says everything anew: a phone on its first link listens only once it has opened the room. */
  greet(link: Link): void
  /** What this screen says of its own phones. */
  say(people: readonly HerePerson[]): void
  /** Everyone any screen speaks of; a person whom one screen sees here is here. */
  people(): HerePerson[]
  onChange(listener: () => void): () => void
}

export function makePresence(deps: { me: DeviceId; screen: boolean; clock: Clock }): Presence {
  const lists = new Map<DeviceId, { n: number; people: readonly HerePerson[] }>()
  const links = new Set<Link>()
  const changes = makeListeners<void>()
  let n = 0

  return {
    attach(link) {
      links.add(link)
      link.onMessage((message) => {
        if (message.type !== 'here' || link.peer.role !== 'screen') return
        // A screen speaks for itself; a phone's home passes on what the others said.
        if (deps.screen && message.from !== link.peer.device) return
        const known = lists.get(message.from)
        if (known && known.n >= message.n) return
        keep(message.from, message.n, message.people)
      })
      link.onClose(() => {
        links.delete(link)
        const lost = lists.get(link.peer.device)
        // What a lost screen said of its phones is no longer known; they come back with their spare.
        if (deps.screen && lost) keep(link.peer.device, lost.n + 1, [])
        if (!deps.screen && links.size === 0) lists.clear()
      })
      const mine = lists.get(deps.me)
      // Said anew: the other may have written us off while we were apart.
      if (deps.screen && mine) lists.set(deps.me, { n: nextN(), people: mine.people })
      greet(link)
    },
    greet,
    say(people) {
      const mine = lists.get(deps.me)
      if (mine && JSON.stringify(mine.people) === JSON.stringify(people)) return
      keep(deps.me, nextN(), people)
    },
    people() {
      const byDevice = new Map<DeviceId, HerePerson>()
      for (const { people } of lists.values()) {
        for (const person of people)
          if (byDevice.get(person.device)?.state !== 'here') byDevice.set(person.device, person)
      }
      return [...byDevice.values()].sort((a, b) => (a.device < b.device ? -1 : 1))
    },
    onChange: (listener) => changes.add(listener),
  }

  function greet(link: Link) {
    for (const [from, list] of lists) {
      if (deps.screen && (link.peer.role !== 'screen' || from === deps.me))
        link.send({ type: 'here', from, n: list.n, people: [...list.people] })
    }
  }

  /** Rises over restarts too, so that a restarted screen is believed. */
  function nextN(): number {
    n = Math.max(n + 1, deps.clock.now())
    return n
  }

  function keep(from: DeviceId, count: number, people: readonly HerePerson[]) {
    lists.set(from, { n: count, people })
    if (deps.screen) {
      for (const link of links) {
        if (link.peer.role !== 'screen' || from === deps.me)
          link.send({ type: 'here', from, n: count, people: [...people] })
      }
    }
    changes.tell()
  }
}
