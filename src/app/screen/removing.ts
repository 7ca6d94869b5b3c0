import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import { dropDevice } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { scanAgainBy } from '../../trust/admissions.ts'
import type { Signer } from '../../trust/keys.ts'
import { sign } from '../../trust/statement.ts'
import type { VisitorCodes } from './codes.ts'
import type { Visitors } from './visitors.ts'

/** Time to get up and scan, when everybody is asked to. */
const SCAN_AGAIN_MS = 5 * 60_000

/** Ends somebody's place in the room: a visitor is shown out, a device is taken out of the roster. Answers why not. */
export function makeRemoving(deps: {
  room: RoomId
  signer: Signer
  author: Author
  book: StatementBook
  docs: () => RoomDocs
  roomClock: RoomClock
  codes: VisitorCodes
  visitors: Visitors
  openEpoch: () => Promise<void>
}) {
  const { room, signer, book } = deps
  return { showOut, remove, askToScanAgain, scanAgainUntilMs }

  async function askToScanAgain(): Promise<undefined> {
    const at = deps.roomClock.now()
    book.add([await sign(signer, { kind: 'rescan', room, by: signer.device, at, until: at + SCAN_AGAIN_MS })])
  }

  function scanAgainUntilMs(): number | undefined {
    const roster = book.roster()
    return roster && scanAgainBy(roster, book.all(), 0, deps.roomClock.now())
  }

  async function showOut(device: DeviceId): Promise<string | undefined> {
    if (!(await deps.visitors.end(device, 'shown-out'))) return 'not-admitted'
    // The code on the wall may be the one they scanned.
    await deps.codes.renew()
    return undefined
  }

  async function remove(device: DeviceId): Promise<string | undefined> {
    const roster = book.roster()
    if (!roster?.devices.has(device)) return 'unknown-device'
    const said = { room, by: signer.device, at: deps.roomClock.now(), heads: roster.heads }
    book.add([await sign(signer, { kind: 'remove', ...said, device })])
    if (book.roster()?.devices.has(device)) return 'admins-only'
    dropDevice(deps.docs().commons, device, deps.author)
    await deps.openEpoch()
    return undefined
  }
}
