import type { DeviceId, StatementId } from '../protocol/ids.ts'
import type { StatementOf } from '../protocol/statement.ts'
import { devicesOf, noteById, notesBy } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import { filesOf } from '../room/files.ts'
import { mayWithdraw } from '../trust/consents.ts'
import type { Peer } from '../trust/judge.ts'
import type { Roster } from '../trust/roster.ts'
import type { Statement } from '../trust/statement.ts'

/*
 * How much may be left in the room, however patiently somebody calls. Bookings and timers have their bounds in room/.
 */

/** Notes of one visitor that stand at the same time. */
export const MOST_NOTES_OF_ONE = 200
/** An empty file weighs nothing in bytes, but its record does. */
const MOST_FILES = 1_000
const MOST_FILES_OF_ONE_VISITOR = 100
/** Three days of agreeing to meetings, one every half hour; so long they are kept at most. */
const MOST_AGREED_BY_ONE = 150
/** What a phone of ours signs has some 300 letters; a statement may have 16,000, and every screen keeps it for days. */
const MOST_LETTERS = 1_000

/** Whether something may be shown there: everywhere, or on a screen of the room. Any other place would be one more record. */
export const isDisplay = ({ commons }: Pick<RoomDocs, 'commons'>, target: string): boolean =>
  target === 'all' || devicesOf(commons).get(target as DeviceId)?.kind === 'screen'

/** Whether one more file may come, `coming` being on their way. */
export function mayBringFile(
  { commons }: Pick<RoomDocs, 'commons'>,
  { device, role }: Peer,
  coming: readonly { from: DeviceId }[],
): boolean {
  const from = [...filesOf(commons).map(({ by }) => by), ...coming.map((one) => one.from)]
  const isOverOwn = role === 'visitor' && from.filter((by) => by === device).length >= MOST_FILES_OF_ONE_VISITOR
  return from.length < MOST_FILES && !isOverOwn
}

/** Whether this visitor may leave this note: one that it has left already may be written again. */
export const mayAddNote = ({ commons }: Pick<RoomDocs, 'commons'>, { device, role }: Peer, id: string): boolean =>
  role !== 'visitor' || noteById(commons, id) !== undefined || notesBy(commons, device) < MOST_NOTES_OF_ONE

/** Whether a statement that a phone hands in is as short as those of ours. */
export const isBrief = ({ signed }: Statement): boolean => signed.text.length <= MOST_LETTERS

/** Whether this device may agree to one more thing. Taking back is never refused. */
export const mayAgree = (held: readonly Statement[], { device }: Peer): boolean =>
  held.filter(({ body }) => body?.kind === 'consent' && body.by === device).length < MOST_AGREED_BY_ONE

/** Whether that was taken back already: said again it changes nothing, and every screen would keep it. */
export const isTakenBack = (
  roster: Roster,
  held: readonly Statement[],
  of: StatementId,
  agreed: StatementOf<'consent'>,
): boolean =>
  held.some(({ body }) => body?.kind === 'withdraw' && body.of === of && mayWithdraw(roster, body.by, agreed))
