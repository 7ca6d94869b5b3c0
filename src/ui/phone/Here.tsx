import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Field } from '../parts/Field.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import type { PhoneView } from './view.ts'

/** Long enough to finish a name, short enough that nobody wonders whether it was taken. */
const PAUSE_MS = 600

/** Which room this is, and who I am in it. A name is asked for, never demanded. */
export function Here(props: { view: PhoneView; setName: (name: string) => Promise<Outcome> }) {
  const { t } = useWords()
  let heading!: HTMLHeadingElement
  // Whoever listens last heard that they are coming in: now they hear where they are.
  onMount(() => document.activeElement === document.body && heading.focus({ preventScroll: true }))
  return (
    <header class="here">
      <h1 ref={heading} tabindex="-1">
        {props.view.roomName}
      </h1>
      <Show when={props.view.place}>
        <p class="here-place">{props.view.place}</p>
      </Show>
      <YourName
        name={props.view.myName}
        setName={(name) => props.setName(name)}
        role={t().phone.role[props.view.role]}
      />
    </header>
  )
}

function YourName(props: { name: string; role: string; setName: (name: string) => Promise<Outcome> }) {
  const { t } = useWords()
  const [draft, setDraft] = createSignal<string>()
  const asking = createAsking()
  let pause: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(pause))
  createEffect(
    on(
      () => props.name,
      (name) => name === draft()?.trim() && setDraft(undefined),
      { defer: true },
    ),
  )

  const commit = async () => {
    clearTimeout(pause)
    const name = draft()?.trim()
    if (name === undefined || name === props.name) return
    if (!(await asking.ask(() => props.setName(name)))) return
    // Kept on the screen until the room says it back, so that it does not flicker to the old one.
    if (draft()?.trim() !== name) void commit()
  }
  return (
    <div class="your-name">
      <span class="your-name-are" aria-hidden="true">
        {t().phone.youAre}
      </span>
      <Field
        label={t().phone.yourName}
        labelHeard
        hint={t().phone.yourName}
        value={draft() ?? props.name}
        maxLength={40}
        onInput={(value) => {
          asking.forgive()
          setDraft(value)
          clearTimeout(pause)
          pause = setTimeout(() => void commit(), PAUSE_MS)
        }}
        onCommit={() => void commit()}
      />
      <span class="your-name-role">{props.role}</span>
      <Show when={props.name === '' && !draft()}>
        <p class="your-name-why">{t().phone.askName}</p>
      </Show>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
