import * as v from 'valibot'
import { text } from '../../protocol/shape.ts'
import { addNote, NOTE_LETTERS, noteById, notesBy } from '../../room/commons.ts'
import { MOST_NOTES_OF_ONE } from '../quotas.ts'
import { service } from '../service.ts'

/** Puts a note on the walls. Its id is the call's: asked again, it is the same note. */
export const noteAdd = service({
  kind: 'note.add',
  version: 1,
  needs: 'note.add',
  args: v.object({ text: v.pipe(text(NOTE_LETTERS), v.trim(), v.nonEmpty()) }),
  run({ docs: { commons }, author, isFull }, { text: words }, { who, by, id }) {
    if (isFull()) return 'room-full'
    const isNew = noteById(commons, id) === undefined
    if (who.role === 'visitor' && isNew && notesBy(commons, who.device) >= MOST_NOTES_OF_ONE) return 'too-many-notes'
    return addNote(commons, id, { text: words, ...by }, author)
  },
})
