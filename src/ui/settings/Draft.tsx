import { createEffect, createSignal, on } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { Said } from '../parts/Said.tsx'
import { useWords } from '../strings/index.ts'

/** A line that is kept when one leaves it or presses Enter, and that follows the room while nobody writes. */
export function Draft(props: {
  label: string
  value: string
  hint?: string
  keep: (value: string) => Promise<boolean>
}) {
  const { t } = useWords()
  const [draft, setDraft] = createSignal<string>()
  const [said, say] = createSignal('')
  createEffect(
    on(
      () => props.value,
      () => setDraft(undefined),
      { defer: true },
    ),
  )
  const commit = async () => {
    const written = draft()?.trim()
    if (written === undefined || written === props.value) return setDraft(undefined)
    if (!(await props.keep(written))) return
    setDraft(undefined)
    say(t().common.kept)
  }
  return (
    <div class="draft">
      <Field
        label={props.label}
        value={draft() ?? props.value}
        hint={props.hint}
        onInput={(value) => {
          say('')
          setDraft(value)
        }}
        onCommit={() => void commit()}
      />
      <Said>{said()}</Said>
    </div>
  )
}
