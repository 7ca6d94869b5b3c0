import type { Clock } from '../../lib/clock.ts'
import type { Link } from '../../mesh/link.ts'
import { takeStreams } from '../../mesh/media.ts'
import type { Neighbours } from '../../mesh/neighbours.ts'
import type { OpenMedia } from '../../mesh/rtc-media.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { clearDisplay, shownOn } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'

/** A connection on a building's network takes a second; what has not come by then does not come. */
const COMING_MS = 15_000

/** Laptops' screens on this wall: let in while the display names them, and taken from the display when they end. */
export type Shares = {
  attach(link: Link): void
  /** The moving picture of the device that the display names, once it has come. */
  streamOf(device: DeviceId): MediaStream | undefined
  onChange(listener: () => void): () => void
}

export function makeShares(deps: {
  author: Author
  docs: () => RoomDocs
  onCommons: (listener: () => void) => () => void
  neighbours: Neighbours
  openMedia: OpenMedia
  clock: Clock
}): Shares {
  const { neighbours, author, clock } = deps
  const sharer = () => {
    const shown = shownOn(deps.docs().commons, author.screen)
    return shown?.kind === 'screen' ? shown.by : undefined
  }
  const streams = takeStreams({ openMedia: deps.openMedia, mayCome: ({ peer }) => peer.device === sharer() })
  const had = new Set<Link>()
  // What a screen showed before its restart comes from nowhere any more.
  if (sharer()) clear()
  deps.onCommons(() => {
    const device = sharer()
    if (device && !streamOf(device)) clock.after(COMING_MS, () => sharer() === device && !streamOf(device) && clear())
    for (const link of neighbours.links()) if (streams.of(link) && link.peer.device !== sharer()) streams.end(link)
  })
  streams.onChange(() => {
    for (const link of neighbours.links()) if (streams.of(link)) had.add(link)
    for (const link of had) if (!streams.of(link)) gone(link)
  })

  return {
    attach(link) {
      streams.attach(link)
      link.onClose(() => gone(link))
    },
    streamOf,
    onChange: streams.onChange,
  }

  function streamOf(device: DeviceId) {
    const link = neighbours.linkTo(device)
    return link && streams.of(link)
  }

  /** Whoever showed it stopped, or is out of reach: the wall does not keep a picture that stands still. */
  function gone(link: Link) {
    had.delete(link)
    if (link.peer.device === sharer()) clear()
  }

  function clear() {
    clearDisplay(deps.docs().commons, author.screen, author)
  }
}
