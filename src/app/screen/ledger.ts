import type { Clock } from '../../lib/clock.ts'
import { parse } from '../../protocol/shape.ts'
import { crossedIn, NOTHING, tellCrossed, toldCounts, type Crossed } from '../../room/crossed.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import type { RoomStore } from '../../storage/room-store.ts'
import type { Surroundings } from '../device.ts'

/** What left the room by this screen: counted where it is sent, kept over restarts, told to the other screens now and then. */
export type Ledger = {
  /** So many bytes were sent to an application at the open board. */
  board(bytes: number): void
  /** So many were handed to a page of another origin, which may send them on. */
  page(bytes: number): void
  /** Of all screens together. */
  all(): Crossed
  stop(): void
}

/** A board that talks all the time costs the room's document one record in this time. */
const TELL_MS = 10_000

export async function startLedger(deps: {
  docs: () => RoomDocs
  author: Author
  store: RoomStore
  clock: Clock
  /** Files that visitors took from this screen; it is counted, and kept, where they are served. */
  taken: () => number
  watchRequests: Surroundings['watchRequests']
}): Promise<Ledger> {
  const { author, store } = deps
  const kept = parse(toldCounts, await store.getValue('crossed'))
  const sent = kept.ok ? kept.value : { board: 0, pages: 0, elsewhere: 0 }
  let told = JSON.stringify(NOTHING)
  const mine = (): Crossed => ({ ...sent, taken: deps.taken() })
  const stops = [
    deps.clock.every(TELL_MS, tell),
    deps.watchRequests?.((bytes) => void (sent.elsewhere += bytes)) ?? (() => undefined),
  ]
  return {
    board: (bytes) => void (sent.board += bytes),
    page: (bytes) => void (sent.pages += bytes),
    all: () => crossedIn(deps.docs().commons, author.screen, mine()),
    stop() {
      tell()
      stops.forEach((stop) => stop())
    },
  }

  function tell() {
    const now = JSON.stringify(mine())
    if (now === told) return
    told = now
    void store.setValue('crossed', { ...sent }) // a full disk: the count then lasts as long as the page, and as the record
    tellCrossed(deps.docs().commons, author.screen, mine(), author)
  }
}
