import * as v from 'valibot'
import { blobId, deviceId, text } from '../../protocol/shape.ts'
import { NOTE_LETTERS, show, type DisplayTarget } from '../../room/commons.ts'
import { isDisplay } from '../bounds.ts'
import { service } from '../service.ts'

/** One screen, or all of them. */
export const display = v.optional(v.union([v.literal('all'), deviceId]), 'all')

/** Shows words, or a picture or PDF that lies among the room's files. */
export const displayShow = service({
  kind: 'display.show',
  version: 1,
  needs: 'display.show',
  withinMs: 20_000,
  args: v.object({
    text: v.optional(v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty())),
    file: v.optional(blobId),
    display,
  }),
  run({ docs, author, isFull, showFile }, { text: words, file, display: on }, { by }) {
    if (!isDisplay(docs, on)) return 'unknown-ask'
    if (isFull()) return 'room-full'
    const target = on as DisplayTarget
    if (file !== undefined) return showFile(file, target, by)
    if (words === undefined) return 'text-empty'
    return show(docs.commons, target, { kind: 'text', text: words, ...by }, author)
  },
})
