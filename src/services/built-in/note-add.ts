import * as v from 'valibot'
import { text } from '../../protocol/shape.ts'
import { addNote, NOTE_LETTERS } from '../../room/commons.ts'
import { mayAddNote } from '../bounds.ts'
import { service } from '../service.ts'

/** Puts a note on the walls. Its id is the call's: asked again, it is the same note. */
export const noteAdd = service({
  kind: 'note.add',
  version: 1,
  needs: 'note.add',
  args: v.object({ text: v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty()) }),
  run({ docs, author, isFull }, { text: words }, { who, by, id }) {
    if (isFull()) return 'room-full'
    if (!mayAddNote(docs, who, id)) return 'too-many-notes'
    return addNote(docs.commons, id, { text: words, ...by }, author)
  },
})
