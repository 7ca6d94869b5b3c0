import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { byWhom } from '../lib/by-whom.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { NoteBy } from '../parts/NoteBy.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { NoteView, Outcome } from '../view.ts'

/** The room's notes, newest first, and a line to add one. */
export function NoteList(props: {
  notes: readonly NoteView[]
  mayRemoveAll: boolean
  add: (text: string) => Promise<Outcome>
  remove: (note: string) => Promise<Outcome>
}) {
  const { t } = useWords()
  const [text, setText] = createSignal('')
  const [said, say] = createSignal('')
  const adding = createAsking()
  const removing = createAsking()
  const newestFirst = () => [...props.notes].sort((a, b) => b.atMs - a.atMs)
  const add = async () => {
    const written = text().trim()
    if (written === '') return adding.refuse('text-empty')
    say('')
    const added = await adding.ask(() => props.add(written))
    if (added) say(t().notes.added)
    // Who has gone on to the next note meanwhile keeps it.
    if (added && text().trim() === written) setText('')
  }
  const remove = async (note: string) => {
    say('')
    if (await removing.ask(() => props.remove(note))) say(t().notes.removed)
  }
  return (
    <section class="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{t().phone.notes}</h2>
      <form
        class="notes-add"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Field
          label={t().notes.add}
          labelHeard
          hint={t().notes.add}
          value={text()}
          refusal={adding.refusal()}
          onInput={(value) => {
            adding.forgive()
            setText(value)
          }}
        />
        <Button type="submit" busy={adding.busy()}>
          {t().notes.addShort}
        </Button>
      </form>
      <p class="heard" role="status">
        {said()}
      </p>
      <ul class="notes-list" role="list" aria-label={t().phone.notes}>
        <For each={newestFirst()}>
          {(note) => (
            <li>
              <span class="note-text">
                {note.text}
                <small>
                  <NoteBy
                    note={note}
                    by={note.unsent ? t().notes.unsent : note.mine ? t().notes.mine : byWhom(t(), note)}
                  />
                </small>
              </span>
              <Show when={note.mine || props.mayRemoveAll}>
                <Button
                  look="quiet"
                  aria-label={t().common.removeNamed(note.text)}
                  onClick={() => void remove(note.id)}
                >
                  {t().common.remove}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.notes.length === 0}>
        <p class="notes-none">{t().notes.none}</p>
      </Show>
      <Refusal reason={removing.refusal()} />
    </section>
  )
}
