import type { RoomClock } from '../../mesh/room-clock.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import type { AdminDesk } from '../../services/admin-calls.ts'
import { isBrief } from '../../services/bounds.ts'
import { isOfVisit, isRight } from '../../trust/rights.ts'
import type { Consents } from './consents.ts'
import { AHEAD_MS, ownWord } from './own-word.ts'
import type { makeRemoving } from './removing.ts'
import type { Visitors } from './visitors.ts'

/** What this screen does for admins' phones: their statements are taken in as their own. */
export function makeAdminDesk(deps: {
  me: DeviceId
  room: RoomId
  book: StatementBook
  roomClock: RoomClock
  consents: Consents
  neighbours: Neighbours
  visitors: Visitors
  removing: Pick<ReturnType<typeof makeRemoving>, 'removeAs' | 'askToScanAgain'>
}): AdminDesk {
  const { room, book, consents } = deps
  return {
    look() {
      const visiting = deps.visitors.begunBetween(0, Infinity)
      const linked = deps.neighbours.links()
      return {
        visits: visiting.flatMap((device) => {
          const visit = deps.visitors.admissionOf(device)
          const granted = consents.grantsOf(device).map(({ id, right }) => ({ id, right }))
          return visit ? [{ device, at: visit.at, until: visit.until, granted }] : []
        }),
        screens: [deps.me, ...linked.flatMap(({ peer }) => (peer.role === 'screen' ? [peer.device] : []))],
      }
    },

    async turnRight(who, signed) {
      const said = await ownWord(room, who, signed)
      if (!said.ok) return said.error
      const { body } = said.value
      if (!isBrief(said.value)) return 'malformed'
      if (body.kind === 'withdraw') {
        const granted = book.all().find(({ id }) => id === body.of)?.body
        if (granted?.kind !== 'grant') return 'visit-over'
      } else {
        if (body.kind !== 'grant' || !isRight(body.right)) return 'unknown-ask'
        const visit = deps.visitors.admissionOf(body.device)
        if (!visit || !isOfVisit(body.at, visit.at) || body.until > visit.until) return 'visit-over'
        // Whoever was let back in has a visit that is dated ahead, and what is granted for it with it.
        if (body.at > Math.max(deps.roomClock.now() + AHEAD_MS, visit.at)) return 'clock-wrong'
      }
      book.add([said.value])
      return undefined
    },

    async remove(who, signed) {
      const said = await ownWord(room, who, signed)
      if (!said.ok) return said.error
      const { body } = said.value
      if (body.kind !== 'remove') return 'unknown-ask'
      if (body.at > deps.roomClock.now() + AHEAD_MS) return 'clock-wrong'
      return deps.removing.removeAs(said.value, body.device)
    },

    askToScanAgain: deps.removing.askToScanAgain,
  }
}
