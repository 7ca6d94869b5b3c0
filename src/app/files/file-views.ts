import { mayBeShown } from '../../lib/file-kind.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { Occasions } from '../../room/appearing.ts'
import type { Roster } from '../../trust/roster.ts'
import type { RoomFile } from '../../room/files.ts'
import type { FileView } from '../../ui/files/file-view.ts'
import type { Arrival } from './arrivals.ts'

/** Whether a name beside a file is one that a visitor chose: whoever is in no roster, nor was, is a visitor. */
export const isVisitor = (roster: Roster | undefined, device: DeviceId): boolean =>
  roster !== undefined && !roster.devices.has(device) && !roster.removed.has(device)

/** From a file of the room, and from one on its way, to what is shown. */
export const keptView = (
  file: RoomFile & { id: string },
  me: DeviceId,
  roster: Roster | undefined,
  when?: Occasions,
): FileView => ({
  id: file.id,
  name: file.name,
  size: file.size,
  by: file.byName,
  byVisitor: isVisitor(roster, file.by),
  mine: file.by === me,
  at: 'kept',
  bytes: file.size,
  picture: mayBeShown(file.kind),
  ...(file.kind === 'broken' && { broken: true }),
  ...(when && { when: { people: when.people, bookings: when.bookings } }),
})

export const comingView = (
  { id, name, size, from, by, at, bytes, reason, expected }: Arrival,
  roster: Roster | undefined,
): FileView => ({
  id,
  name,
  size,
  by,
  byVisitor: isVisitor(roster, from),
  mine: false,
  at: at === 'failed' ? 'over' : at,
  bytes,
  picture: false,
  ofRoom: expected !== undefined,
  ...(reason !== undefined && { reason }),
})
