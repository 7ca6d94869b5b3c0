import { Show } from 'solid-js'
import { useWords } from '../strings/index.ts'
import type { NoteView } from '../view.ts'
import './note-by.css'

/** Whose note it is. One that came by the open board is nobody's here, which a word and an open ring say. */
export function NoteBy(props: { note: NoteView; by: string }) {
  const { t } = useWords()
  return (
    <Show when={props.note.open} fallback={props.by}>
      <span class="from-board">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M13.5 4.3a7 7 0 1 0 2.9 3.4M11 9l6-6m-4.5 0H17v4.5" />
        </svg>
        {t().notes.fromBoard}
      </span>
    </Show>
  )
}
