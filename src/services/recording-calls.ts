import * as v from 'valibot'
import { encoded } from '../protocol/shape.ts'
import { call } from './call.ts'

const id = v.pipe(encoded(12), v.length(12))
const about = v.object({ id })

/** What phones may ask about recordings and minutes. Agreeing is none of these: it is a statement, handed in by `consent`. */
export const RECORDING_CALLS = {
  /** Asks everybody, at the screen the caller is at; its microphone is used. */
  'record.start': call('record', v.object({}), (room, who) => room.recording.start(room.nameOf(who.device))),
  /** Anybody in the room may stop it. */
  'record.stop': call('record.stop', about, (room, who, { id: of }) =>
    room.recording.stop(of, room.nameOf(who.device)),
  ),
  'record.no': call('record.stop', about, (room, who, { id: of }) => room.recording.no(of, who.device)),
  'record.go-on': call('record', about, (room, who, { id: of }) => room.recording.goOn(of, room.nameOf(who.device))),
  /** The minutes the caller has a key to. */
  'minutes.list': call('minutes.own', v.object({}), (room, who) => ({ answer: room.recording.listFor(who.device) })),
  /** What the caller needs to open them: sealed keys, and the names of sealed pieces. It is logged. */
  'minutes.take': call(
    (room, who, args) => whose(room, who, args, 'minutes.any'),
    v.object({ id, to: v.picklist(['opened', 'exported']) }),
    async (room, who, { id: of, to }) => {
      const taken = await room.recording.take(of, to, room.nameOf(who.device))
      return taken ? { answer: taken } : 'minutes-gone'
    },
  ),
  'minutes.delete': call(
    (room, who, args) => whose(room, who, args, 'minutes.delete-any'),
    about,
    (room, who, { id: of }) => room.recording.remove(of, room.nameOf(who.device)),
  ),
} as const

function whose<A extends string>(
  room: Parameters<Parameters<typeof call>[2]>[0],
  who: { device: string },
  args: unknown,
  otherwise: A,
): A | 'minutes.own' {
  return room.recording.isParticipant((args as { id: string }).id, who.device) ? 'minutes.own' : otherwise
}
