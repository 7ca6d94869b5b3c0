import type { Bulk } from '../../mesh/bulk.ts'
import type { Calls } from '../../mesh/calls.ts'
import type { Introductions } from '../../mesh/introductions.ts'
import type { HeardBook } from '../../mesh/heard.ts'
import type { Link } from '../../mesh/link.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { Voices } from '../../mesh/voices.ts'
import type { Sync } from '../../mesh/sync.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { Shares } from './shares.ts'
import type { Pairing } from './pairing.ts'
import type { Visitors } from './visitors.ts'

/** What a link is given once hands are shaken: a newcomer the pairing, a visitor an admission first, everybody else all at once. */
export function makeDoor(deps: {
  calls: Calls
  pairing: Pairing
  visitors: Visitors
  presence: Presence
  introductions: Introductions
  bulk: Bulk
  shares: Shares | undefined
  sync: Sync
  roomClock: RoomClock
  heard: HeardBook
  voices: Voices
  attachSeeing: (link: Link) => void
  fetchMissing: () => Promise<void>
  /** This device knows us: it has taken us in. */
  onTaken: (device: DeviceId) => void
}): { welcome(link: Link): void } {
  const { visitors } = deps
  return { welcome }

  function welcome(link: Link) {
    if (link.peer.role === 'newcomer') {
      deps.calls.attach(link)
      return deps.pairing.greet(link)
    }
    deps.onTaken(link.peer.device)
    link.onClose((reason) => {
      // Who leaves says so; whose page is closed or asleep does not.
      const left = reason === 'removed' || (reason === 'bye' && link.byeReason() === 'stopped')
      if (link.peer.role === 'member' && !left) visitors.fellSilent(link.peer.device)
      visitors.refresh()
      if (link.peer.role === 'screen') deps.roomClock.forget(link.peer.device)
    })
    deps.calls.attach(link)
    // Who came by a code reads nothing, and hears of nobody, before its admission is written. Everybody else is heard
    // from the first word on: what they said while we still shook hands comes in this very turn.
    if (link.peer.role !== 'visitor' || link.peer.admission) return attach(link)
    void visitors.admit(link).then(() => !link.isClosed() && attach(link))
  }

  function attach(link: Link) {
    deps.introductions.attach(link)
    deps.bulk.attach(link)
    deps.shares?.attach(link)
    deps.presence.attach(link)
    deps.sync.attach(link)
    deps.heard.attach(link)
    deps.voices.attach(link)
    deps.attachSeeing(link)
    visitors.refresh()
    void deps.fetchMissing()
  }
}
