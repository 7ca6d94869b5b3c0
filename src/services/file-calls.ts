import * as v from 'valibot'
import type { DeviceId } from '../protocol/ids.ts'
import { blobId, counter, deviceId, text } from '../protocol/shape.ts'
import { occasions } from '../room/appearing.ts'
import { cleanFileName } from '../room/file-name.ts'
import { fileById, fileLimitsOf, removeFile } from '../room/files.ts'
import { call, type CallContext } from './call.ts'
import type { FileWord } from './file-desk.ts'

const id = blobId
const name = v.pipe(v.string(), v.maxLength(1_000), v.transform(cleanFileName))
const word = {
  id,
  say: v.picklist(['ask', 'accept', 'decline', 'cancel', 'done']),
  name: v.optional(name),
  size: v.optional(counter),
  reason: v.optional(text(40)),
}
/** A word about a file, as a screen hands it to a phone; `by` is what its sender is called here. */
export const toldWord = v.object({ ...word, from: deviceId, by: text(60) })

const ownOr = (room: CallContext, device: DeviceId, file: string) =>
  (fileById(room.docs.commons, file)?.by ?? room.files.senderOf(file as v.InferOutput<typeof id>)) === device

/** What phones may ask about files, and what screens hand on between two of them. */
export const FILE_CALLS = {
  'file.put': call('blob.offer', v.object({ id, name, size: counter }), (room, who, file) => room.files.put(who, file)),
  /** `had`: it was here, or on its way here. */
  'file.remove': call(
    (room, who, args) => (ownOr(room, who.device, (args as { id: string }).id) ? 'file.remove-own' : 'file.remove-any'),
    v.object({ id }),
    async (room, _who, file) => {
      const had = room.files.senderOf(file.id) !== undefined || fileById(room.docs.commons, file.id) !== undefined
      await room.files.cancel(file.id)
      removeFile(room.docs.commons, file.id, room.author)
      return { answer: { had } }
    },
  ),
  /** Pictures only: they stand ready on every screen from then on. */
  'file.show-when': call('file.show-when', v.object({ id, occasions }), (room, who, asked) =>
    room.isFull() ? 'room-full' : room.showWhen(who, asked.id, asked.occasions),
  ),
  'file.tell': call(
    (_room, _who, args) => ((args as FileWord).say === 'ask' ? 'file.send' : 'file.answer'),
    v.object({ ...word, to: deviceId }),
    (room, who, said) => {
      const isTooLarge = (said.size ?? 0) > fileLimitsOf(room.docs.commons).mostBytes
      if (said.say === 'ask' && isTooLarge) return 'file-too-large'
      return room.files.tell(who.device, { ...said, by: room.nameOf(who.device) }, true)
    },
  ),
  /** From another screen, whose phone said it. */
  'file.pass': call(
    'file.hand-on',
    v.object({ ...word, to: deviceId, from: deviceId, by: text(60) }),
    (room, _who, said) => room.files.tell(said.from, said, false),
  ),
} as const
