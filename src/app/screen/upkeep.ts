import type { Clock, Random } from '../../lib/clock.ts'
import type { BoxClient } from '../../mesh/box-client.ts'
import type { Introductions, Topic } from '../../mesh/introductions.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'

/** A missing link between two screens is looked for this often, for ever. */
const LOOK_MS = 2_000

/** Keeps this screen linked with every other screen of the roster, by any path. Returns its stop. */
export function keepScreensLinked(deps: {
  me: DeviceId
  book: StatementBook
  neighbours: Neighbours
  introductions: Introductions
  box: BoxClient
  /** Where a screen that is missing may be listening: one that was off knows older topics only. */
  topics: () => readonly Topic[]
  clock: Clock
  random: Random
}): () => void {
  const { neighbours, introductions } = deps
  let looking = false
  const stops = [
    deps.clock.every(LOOK_MS, () => void look()),
    deps.box.onState((state) => state === 'here' && void look()),
    deps.book.onChange(() => void look()),
    neighbours.onLink((link) => link.onClose(() => void look())),
  ]
  void look()
  return () => stops.forEach((stop) => stop())

  async function look() {
    const missing = missingScreens()
    if (missing.length === 0 || looking) return
    looking = true
    for (const topic of deps.topics()) {
      const sessions = await introductions.find(topic)
      for (const session of sessions) neighbours.knock(introductions.throughBox(topic, session))
    }
    looking = false
    const screens = neighbours.links().filter(({ peer }) => peer.role === 'screen')
    if (screens.length === 0) return
    for (const device of missing) {
      const through = screens[(deps.random(1)[0] ?? 0) % screens.length]
      if (through) neighbours.knock(introductions.throughNeighbour(through, device))
    }
  }

  function missingScreens(): DeviceId[] {
    const devices = deps.book.roster()?.devices
    if (!devices?.has(deps.me)) return [] // removed: nobody takes us in any more
    return [...devices.values()]
      .filter(({ role, device }) => role === 'screen' && device !== deps.me && !neighbours.linkTo(device))
      .map(({ device }) => device)
  }
}
