import { err, ok } from '../../lib/result.ts'
import type { CallHandler } from '../../mesh/calls.ts'
import type { BlobId, DeviceId } from '../../protocol/ids.ts'
import { parse } from '../../protocol/shape.ts'
import type { FileWord } from '../../services/file-desk.ts'
import { toldWord } from '../../services/file-calls.ts'
import { authorize } from '../../trust/authorize.ts'

/** Somebody wants to give this person a file. */
export type Asked = { id: BlobId; from: DeviceId; by: string; name: string; size: number }
/** Nobody fills another's phone with questions. */
const MOST_ASKED = 20

/** Answers what screens hand on to this phone about files. */
export function answerWords(deps: {
  onAsk(ask: Asked): void
  /** The sender does not want to give it any more. */
  onEnd(id: BlobId, from: DeviceId): void
  /** What the other side says of something we send. */
  onWord(from: DeviceId, word: FileWord): void
  askedBy(from: DeviceId): number
}): CallHandler {
  return (who, _name, args) => {
    const allowed = authorize(who, 'file.hand-on', { visitorsMay: { addNotes: false, show: false, files: false } })
    if (allowed !== 'allowed') return Promise.resolve(err(allowed))
    const word = parse(toldWord, args)
    if (!word.ok) return Promise.resolve(err('malformed'))
    const { id, from, say, by, name: file = '', size = 0 } = word.value
    if (say === 'ask') {
      if (deps.askedBy(from) >= MOST_ASKED) return Promise.resolve(err('too-many'))
      deps.onAsk({ id, from, by, name: file, size })
    }
    if (say === 'cancel') deps.onEnd(id, from)
    if (say !== 'ask') deps.onWord(from, word.value)
    return Promise.resolve(ok(null))
  }
}
