import type { Clock } from '../../lib/clock.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { Visitors } from './visitors.ts'

const LOOK_MS = 10_000

/** Rights end with the statement that gave them: at once, on every link this screen has. Returns its stop. */
export function keepOnlyWhoMayStay(deps: {
  me: DeviceId
  book: StatementBook
  neighbours: Neighbours
  visitors: Visitors
  clock: Clock
}): () => void {
  const { me, book, neighbours, visitors } = deps
  // A right may also just run out.
  const stops = [book.onChange(look), deps.clock.every(LOOK_MS, look)]
  return () => stops.forEach((stop) => stop())

  function look() {
    const roster = book.roster()
    const isRemoved = roster && !roster.devices.has(me)
    for (const link of neighbours.links()) {
      const { peer } = link
      // What a removed screen answers is in no room: its phones go to another screen.
      if (isRemoved) link.close('stopped')
      else if (peer.role === 'visitor' && peer.admission && !visitors.admissionOf(peer.device))
        link.close(visitors.endingOf(peer.device) ?? 'admission-ended')
      else if ((peer.role === 'screen' || peer.role === 'member') && !roster?.devices.has(peer.device))
        link.close('removed')
      else if (peer.role === 'member') peer.admin = roster?.devices.get(peer.device)?.admin ?? false
    }
    visitors.refresh()
  }
}
