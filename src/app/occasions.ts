import type { DeviceId } from '../protocol/ids.ts'
import { bookingsOf } from '../room/bookings.ts'
import { devicesOf } from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import { fileById } from '../room/files.ts'
import type { Offer, OccasionChoices } from '../ui/appear/view.ts'

/** More would be a list to search in, not one to tap. */
const MOST_BOOKINGS = 12

/** For whom, and for what, a file may appear: members, those known here by face alone, and what is booked next. */
export function occasionChoices(
  commons: RoomDocs['commons'],
  faces: readonly { id: string; name: string; device?: DeviceId }[],
  nowMs: number,
): OccasionChoices {
  const members = [...devicesOf(commons)].filter(([, { kind }]) => kind === 'member')
  return {
    people: [
      ...members.map(([id, { name }]) => ({ id: id as string, name })),
      ...faces.filter(({ device, name }) => !device && name).map(({ id, name }) => ({ id, name })),
    ],
    bookings: bookingsOf(commons, nowMs)
      .filter(({ clash }) => !clash)
      .slice(0, MOST_BOOKINGS)
      .map(({ id, title, fromMs }) => ({ id, title, fromMs })),
  }
}

export function offerView(commons: RoomDocs['commons'], id: string): Offer[] {
  const file = fileById(commons, id)
  return file ? [{ id, name: file.name, by: file.byName }] : []
}
