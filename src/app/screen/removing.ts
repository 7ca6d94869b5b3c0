import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId, StatementId } from '../../protocol/ids.ts'
import { dropDevice } from '../../room/commons.ts'
import type { RoomDocs } from '../../room/documents.ts'
import type { Author } from '../../room/records.ts'
import { scanAgainBy } from '../../trust/admissions.ts'
import type { Signer } from '../../trust/keys.ts'
import { rosterOf, type Roster } from '../../trust/roster.ts'
import { sign, type Statement } from '../../trust/statement.ts'
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
  /** After the epoch, so that what is new goes nowhere but into it. */
  renewSecrets: () => void
  /** The open board's password stands in `residents`, which screens and admins read. */
  renewBoard: () => void
  /** This screen's own sealing key: the words name it whole. */
  seal: string
}) {
  const { room, signer, book } = deps
  return { showOut, remove, removeAs, recover, askToScanAgain, scanAgainUntilMs }

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
    // Said without the right, it would lie in wait for the day on which the words give it to us.
    if (!roster.devices.get(signer.device)?.admin) return 'admins-only'
    book.add([await removal(device, roster.heads)])
    await goOnWithout([device], roster)
    return undefined
  }

  /** An admin's phone signed this removal. It is asked of a screen that stays: a removed one cannot open what comes after. */
  async function removeAs(signed: Statement, device: DeviceId): Promise<string | undefined> {
    const roster = book.roster()
    if (!roster?.devices.has(device)) return 'unknown-device'
    if (device === signer.device) return 'unknown-ask'
    // Whatever the phone had not heard of, or whoever outranks it: what does not count now is not kept to count some day.
    if (rosterOf(room, [...book.all(), signed])?.devices.has(device)) return 'other'
    book.add([signed])
    await goOnWithout([device], roster)
    return undefined
  }

  /**
   * The recovery words were brought to this screen: it comes before all others from now on, and with it go, in the same
   * breath, the devices that are not trusted any more (T9): none of them hears of it in time to answer.
   */
  async function recover(recovery: Signer, out: readonly DeviceId[]): Promise<string | undefined> {
    const roster = book.roster()
    if (!roster || roster.recovery.sign !== recovery.device) return 'words-other-room'
    const said = { room, by: recovery.device, at: deps.roomClock.now(), heads: roster.heads }
    const named = await sign(recovery, {
      kind: 'recover',
      ...said,
      device: signer.device,
      seal: deps.seal,
      role: 'screen',
    })
    const removals = await Promise.all(out.map((device) => removal(device, [named.id])))
    book.add([named, ...removals])
    if (out.some((device) => book.roster()?.devices.has(device))) return 'admins-only'
    if (out.length > 0) await goOnWithout(out, roster)
    return undefined
  }

  function removal(device: DeviceId, heads: StatementId[]) {
    return sign(signer, { kind: 'remove', room, by: signer.device, at: deps.roomClock.now(), heads, device })
  }

  /** What they knew or had a hand in is left behind: the documents' epoch, their names, the secrets of being found. */
  async function goOnWithout(out: readonly DeviceId[], before: Roster): Promise<void> {
    for (const device of out) dropDevice(deps.docs().commons, device, deps.author)
    await deps.openEpoch()
    deps.renewSecrets()
    const readResidents = (device: DeviceId) => {
      const known = before.devices.get(device)
      return known?.role === 'screen' || known?.admin === true
    }
    if (out.some(readResidents)) deps.renewBoard()
  }
}
