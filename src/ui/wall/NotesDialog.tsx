import { For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { byWhom } from '../lib/by-whom.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { NoteBy } from '../parts/NoteBy.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { NoteView, Outcome } from '../view.ts'
import './lists.css'

/** All notes, when the stage is taken by something else. */
export function NotesDialog(props: {
  notes: readonly NoteView[]
  remove: (note: string) => Promise<Outcome>
  onClose: () => void
}) {
  const { t } = useScreenWords()
  const asking = createAsking()
  return (
    <Dialog title={t().notes.title} onClose={() => props.onClose()}>
      <Refusal reason={asking.refusal()} />
      <Show when={props.notes.length > 0} fallback={<p class="rows-none">{t().notes.none}</p>}>
        <ul class="rows" role="list" aria-label={t().wall.notes}>
          <For each={[...props.notes].sort((a, b) => b.atMs - a.atMs)}>
            {(note) => (
              <li>
                <span class="row-name">
                  {note.text}
                  <small>
                    <NoteBy note={note} by={byWhom(t(), note)} />
                  </small>
                </span>
                <Button
                  busy={asking.busy()}
                  aria-label={t().common.removeNamed(note.text)}
                  onClick={() => void asking.ask(() => props.remove(note.id))}
                >
                  {t().common.remove}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}
