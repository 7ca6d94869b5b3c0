import * as v from 'valibot'
import { err, ok, type Result } from '../lib/result.ts'
import type { BlobId, DeviceId } from '../protocol/ids.ts'
import { blobId, deviceId, encoded, parse, text } from '../protocol/shape.ts'
import {
  addNote,
  clearDisplay,
  NOTE_LETTERS,
  noteById,
  removeNote,
  show,
  visitorsMayOf,
  type DisplayTarget,
} from '../room/commons.ts'
import type { RoomDocs } from '../room/documents.ts'
import type { Author } from '../room/records.ts'
import { signedStatement, type SignedStatement } from '../protocol/statement.ts'
import { authorize, type Ask } from '../trust/authorize.ts'
import type { Peer } from '../trust/judge.ts'

/** Pictures larger than this are refused before they are fetched. */
export const PICTURE_BYTES = 20 << 20

/** What a screen brings to answering a call. */
export type CallContext = {
  docs: RoomDocs
  author: Author
  nameOf(device: DeviceId): string
  setName(who: Peer, name: string): Promise<string | undefined>
  /** Gets a blob from the caller's device; a reason where it could not. */
  fetchBlob(who: Peer, blob: BlobId, size: number): Promise<string | undefined>
  leave(who: Peer): Promise<void>
  showOut(device: DeviceId, by: Peer): Promise<string | undefined>
  unlock(): void
  /** What an admin granted this device beyond its role. */
  grantedTo(device: DeviceId): ReadonlySet<string>
  /** Keeps what a person agreed to or took back; a reason where it is not theirs to say. */
  agree(who: Peer, said: SignedStatement): Promise<string | undefined>
}

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
    (room, who, note) => addNote(room.docs.commons, note.id, { text: note.text, ...authorOf(room, who) }, room.author),
  ),
  'note.remove': call(
    (room, who, args) =>
      noteById(room.docs.commons, (args as { id: string }).id)?.by === who.device
        ? 'note.remove-own'
        : 'note.remove-any',
    v.object({ id: v.string() }),
    // A phone may see, through its spare, a note that its home has not heard of yet: that is not done, then.
    (room, _who, { id }) => (removeNote(room.docs.commons, id, room.author) ? undefined : 'other'),
  ),
  'display.text': call(
    'display.show',
    v.object({ target, text: v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty()) }),
    (room, who, shown) =>
      show(
        room.docs.commons,
        shown.target as DisplayTarget,
        { kind: 'text', text: shown.text, ...authorOf(room, who) },
        room.author,
      ),
  ),
  'display.picture': call(
    'display.show',
    v.object({ target, blob: blobId, name: text(120), size: v.pipe(v.number(), v.maxValue(PICTURE_BYTES)) }),
    async (room, who, picture) => {
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
  'display.clear': call('display.clear', v.object({ target }), (room, _who, cleared) => {
    clearDisplay(room.docs.commons, cleared.target as DisplayTarget, room.author)
    // "Everywhere" is also what was shown on this screen alone, the one the phone is at.
    if (cleared.target === 'all') clearDisplay(room.docs.commons, room.author.screen, room.author)
  }),
  // Agreeing and taking back are both a statement that the person's own device signed.
  consent: call('consent', v.object({ statement: signedStatement }), (room, who, { statement }) =>
    room.agree(who, statement),
  ),
  leave: call('leave', v.object({}), (room, who) => room.leave(who)),
  'show-out': call('show-out', v.object({ device: deviceId }), (room, who, { device }) => room.showOut(device, who)),
  unlock: call('unlock', v.object({}), (room) => room.unlock()),
} as const

export type CallName = keyof typeof CALLS

/** Answers a call by name: authorized first, arguments checked second, done third. Anything unknown is refused. */
export async function answerCall(room: CallContext, who: Peer, name: string, args: unknown): Promise<Result<unknown>> {
  if (!Object.hasOwn(CALLS, name)) return err('unknown-ask')
  return CALLS[name as CallName](room, who, args)
}

const authorOf = (room: CallContext, { device, role }: Peer) => ({
  by: device,
  byName: room.nameOf(device),
  ...(role === 'visitor' && { visitor: true as const }),
})

type Done = string | undefined | void
function call<S extends v.GenericSchema>(
  ask: Ask | ((room: CallContext, who: Peer, args: unknown) => Ask),
  schema: S,
  run: (room: CallContext, who: Peer, args: v.InferOutput<S>) => Done | Promise<Done>,
) {
  return async (room: CallContext, who: Peer, input: unknown): Promise<Result<unknown>> => {
    const args = parse(schema, input)
    const asked = typeof ask === 'string' ? ask : args.ok ? ask(room, who, args.value) : 'unknown'
    const policy = { visitorsMay: visitorsMayOf(room.docs.commons), granted: room.grantedTo(who.device) }
    const allowed = authorize(who, asked as Ask, policy)
    if (allowed !== 'allowed') return err(allowed)
    if (!args.ok) return err('malformed')
    const fault = await run(room, who, args.value)
    return fault ? err(fault) : ok(null)
  }
}
