import * as v from 'valibot'
import { err, type Result } from '../lib/result.ts'
import { blobId, deviceId, encoded, text } from '../protocol/shape.ts'
import {
  addNote,
  clearDisplay,
  NOTE_LETTERS,
  noteById,
  PICTURE_BYTES,
  removeNote,
  show,
  type DisplayTarget,
} from '../room/commons.ts'
import { dropOpenNote } from '../room/open-notes.ts'
import { signedStatement } from '../protocol/statement.ts'
import { isDisplay, mayAddNote } from './bounds.ts'
import type { Peer } from '../trust/judge.ts'
import { authorOf, call, type CallContext } from './call.ts'
import { ADMIN_CALLS } from './admin-calls.ts'
import { BOOKING_CALLS } from './booking-calls.ts'
import { EAR_CALLS } from './ear-calls.ts'
import { FACE_CALLS } from './face-calls.ts'
import { FILE_CALLS } from './file-calls.ts'
import { PAGE_CALLS } from './page-calls.ts'
import { SERVICE_CALLS } from './service-calls.ts'
import { RECORDING_CALLS } from './recording-calls.ts'

const target = v.union([v.literal('all'), deviceId])
const noteId = v.pipe(encoded(22), v.length(22))

/**
 * What phones may ask of the room: each call's right, the shape of its arguments, and what it does. A reason handed
 * back is shown to the person; undefined is success.
 */
const CALLS = {
  'set-name': call('set-name', v.object({ name: v.pipe(text(60), v.trim(), v.nonEmpty()) }), (room, who, { name }) =>
    room.setName(who, name),
  ),
  'note.add': call(
    'note.add',
    v.object({ id: noteId, text: v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty()) }),
    (room, who, note) => {
      const { commons } = room.docs
      if (room.isFull()) return 'room-full'
      if (!mayAddNote(room.docs, who, note.id)) return 'too-many-notes'
      return addNote(commons, note.id, { text: note.text, ...authorOf(room, who) }, room.author)
    },
  ),
  'note.remove': call(
    (room, who, args) =>
      noteById(room.docs.commons, (args as { id: string }).id)?.by === who.device
        ? 'note.remove-own'
        : 'note.remove-any',
    v.object({ id: v.string() }),
    // A phone may see, through its spare, a note that its home has not heard of yet: that is not done, then.
    ({ docs: { commons }, author }, _who, { id }) =>
      removeNote(commons, id, author) || dropOpenNote(commons, id, author) ? undefined : 'other',
  ),
  'display.text': call(
    'display.show',
    v.object({ target, text: v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty()) }),
    (room, who, shown) => {
      if (!isDisplay(room.docs, shown.target)) return 'unknown-ask'
      if (room.isFull()) return 'room-full'
      const words = { kind: 'text' as const, text: shown.text, ...authorOf(room, who) }
      return show(room.docs.commons, shown.target as DisplayTarget, words, room.author)
    },
  ),
  'display.picture': call(
    'display.show',
    v.object({ target, blob: blobId, name: text(120), size: v.pipe(v.number(), v.maxValue(PICTURE_BYTES)) }),
    async (room, who, picture) => {
      if (!isDisplay(room.docs, picture.target)) return 'unknown-ask'
      if (room.isFull()) return 'room-full'
      const fault = await room.fetchBlob(who, picture.blob, picture.size)
      if (fault) return fault
      show(
        room.docs.commons,
        picture.target as DisplayTarget,
        { kind: 'picture', blob: picture.blob, name: picture.name, ...authorOf(room, who) },
        room.author,
      )
      return undefined
    },
  ),
  'display.share': call('display.show', v.object({}), (room, who) =>
    show(room.docs.commons, room.author.screen, { kind: 'screen', ...authorOf(room, who) }, room.author),
  ),
  'display.clear': call('display.clear', v.object({ target }), (room, _who, cleared) => {
    if (!isDisplay(room.docs, cleared.target)) return 'unknown-ask'
    clearDisplay(room.docs.commons, cleared.target as DisplayTarget, room.author)
    // "Everywhere" is also what was shown on this screen alone, the one the phone is at.
    if (cleared.target === 'all') clearDisplay(room.docs.commons, room.author.screen, room.author)
    return undefined
  }),
  // Agreeing and taking back are both a statement that the person's own device signed.
  consent: call('consent', v.object({ statement: signedStatement }), (room, who, { statement }) =>
    room.agree(who, statement),
  ),
  leave: call('leave', v.object({}), (room, who) => room.leave(who)),
  'show-out': call('show-out', v.object({ device: deviceId }), (room, who, { device }) => room.showOut(device, who)),
  unlock: call('unlock', v.object({}), (room) => room.unlock()),
  ...ADMIN_CALLS,
  ...BOOKING_CALLS,
  ...EAR_CALLS,
  ...FACE_CALLS,
  ...FILE_CALLS,
  ...SERVICE_CALLS,
  ...PAGE_CALLS,
  ...RECORDING_CALLS,
} as const

export type CallName = keyof typeof CALLS
export const CALL_NAMES = Object.keys(CALLS) as readonly CallName[]

/** Answers a call by name: counted and authorized first, arguments checked second, done third. Anything unknown is refused. */
export async function answerCall(room: CallContext, who: Peer, name: string, args: unknown): Promise<Result<unknown>> {
  if (!Object.hasOwn(CALLS, name)) return err('unknown-ask')
  const over = room.quotas.take(who, name)
  if (over) return err(over)
  return CALLS[name as CallName](room, who, args)
}
