import type { Clock } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { LinkMessage } from '../protocol/link.ts'
import type { Link } from './link.ts'

type Said<K extends LinkMessage['type']> = Omit<Extract<LinkMessage, { type: K }>, 'type'>
export type Seen = Said<'seen'>
export type CompanySaid = Said<'company'>

/** A screen that saw a stranger and is then lost is believed for so long: a cut cable un-blanks nobody. */
const BELIEVED_MS = 10_000

/** What the screens' cameras see, told to each other as it happens and forgotten with the link. Never stored (M26). */
export function makeSeenBook(deps: { clock: Clock }) {
  const heard = new Map<Link, Seen>()
  const lost = new Map<DeviceId, { seen: Seen; untilMs: number }>()
  const links = new Set<Link>()
  const changes = makeListeners<void>()
  let mine: Seen | undefined
  let company: CompanySaid | undefined

  return {
    attach(link: Link) {
      links.add(link)
      link.onMessage((message) => {
        if (message.type !== 'seen' || link.peer.role !== 'screen') return
        heard.set(link, message)
        lost.delete(link.peer.device)
        changes.tell()
      })
      link.onClose(() => {
        links.delete(link)
        const last = heard.get(link)
        heard.delete(link)
        if (!last) return
        if (last.strangers > 0)
          lost.set(link.peer.device, {
            seen: { known: [], strangers: last.strangers },
            untilMs: deps.clock.now() + BELIEVED_MS,
          })
        changes.tell()
      })
      const isScreen = link.peer.role === 'screen'
      if (isScreen && mine) link.send({ type: 'seen', ...mine })
      if (!isScreen && company) link.send({ type: 'company', ...company })
    },
    /** What this screen's camera sees; undefined: it looks no more. Told only where it differs. */
    say(seen: Seen | undefined) {
      const said = seen ?? { known: [], strangers: 0 }
      if (same(said, mine ?? { known: [], strangers: 0 })) return
      mine = said
      for (const link of links) if (link.peer.role === 'screen') link.send({ type: 'seen', ...said })
      changes.tell()
    },
    /** What this screen's phones are told. */
    tell(said: CompanySaid) {
      if (company && same(said, company)) return
      company = said
      for (const link of links) if (link.peer.role !== 'screen') link.send({ type: 'company', ...said })
    },
    /** Each screen's own last word, this one's among them. */
    all(): readonly Seen[] {
      const now = deps.clock.now()
      for (const [device, { untilMs }] of lost) if (untilMs <= now) lost.delete(device)
      return [...(mine ? [mine] : []), ...heard.values(), ...[...lost.values()].map(({ seen }) => seen)]
    },
    onChange: changes.add,
  }
}
export type SeenBook = ReturnType<typeof makeSeenBook>

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)
