import type { DeviceId } from '../../protocol/ids.ts'
import type { Occasions } from '../../room/appearing.ts'
import type { RoomFile } from '../../room/files.ts'
import type { FileView } from '../../ui/files/file-view.ts'
import type { Arrival } from './arrivals.ts'

/** From a file of the room, and from one on its way, to what is shown. */
export const keptView = (file: RoomFile & { id: string }, me: DeviceId, when?: Occasions): FileView => ({
  id: file.id,
  name: file.name,
  size: file.size,
  by: file.byName,
  mine: file.by === me,
  at: 'kept',
  bytes: file.size,
  picture: file.kind !== 'other',
  ...(when && { when: { people: when.people, bookings: when.bookings } }),
})

export const comingView = ({ id, name, size, by, at, bytes, reason, expected }: Arrival): FileView => ({
  id,
  name,
  size,
  by,
  mine: false,
  at: at === 'failed' ? 'over' : at,
  bytes,
  picture: false,
  ofRoom: expected !== undefined,
  ...(reason !== undefined && { reason }),
})
