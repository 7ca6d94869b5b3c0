import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { clock, day } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Refusal } from '../parts/Notice.tsx'
import type { FileView } from '../files/file-view.ts'
import { useAppearWords } from '../strings/appear.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import type { OccasionChoices, Occasions } from './view.ts'
import './appear.css'

/** "Show when …" of one file: for whom, and during what, it appears on the wall by itself. */
export function ShowWhen(props: {
  file: FileView
  nameId: string
  choices: OccasionChoices
  set: (occasions: Occasions) => Promise<Outcome>
}) {
  const words = useAppearWords()
  const [isOpen, open] = createSignal(false)
  return (
    <>
      <Button look="quiet" aria-describedby={props.nameId} onClick={() => open(true)}>
        {words().button}
      </Button>
      <Show when={isOpen()}>
        <Choosing {...props} onClose={() => open(false)} />
      </Show>
    </>
  )
}

function Choosing(props: {
  file: FileView
  choices: OccasionChoices
  set: (occasions: Occasions) => Promise<Outcome>
  onClose: () => void
}) {
  const words = useAppearWords()
  const { t, lang } = useWords()
  const asking = createAsking()
  // oxlint-disable-next-line solid/reactivity -- what stood when it was opened is where a person begins
  const [people, setPeople] = createSignal<string[]>([...(props.file.when?.people ?? [])])
  // oxlint-disable-next-line solid/reactivity -- as above: what stood when it was opened
  const [bookings, setBookings] = createSignal<string[]>([...(props.file.when?.bookings ?? [])])
  const keep = async (occasions: Occasions) => {
    if (await asking.ask(() => props.set(occasions))) props.onClose()
  }
  return (
    <Dialog title={words().title(props.file.name)} onClose={() => props.onClose()}>
      <p class="show-when-explain">{words().explain}</p>
      <fieldset class="show-when">
        <legend class="field-label">{words().people}</legend>
        <For each={props.choices.people} fallback={<p class="rows-none">{words().nobody}</p>}>
          {({ id, name }) => (
            <Switch
              check
              label={name || t().common.someone}
              on={people().includes(id)}
              onTurn={(on) => void setPeople(turned(people(), id, on))}
            />
          )}
        </For>
      </fieldset>
      <Show when={props.choices.bookings.length > 0}>
        <fieldset class="show-when">
          <legend class="field-label">{words().bookings}</legend>
          <For each={props.choices.bookings}>
            {({ id, title, fromMs }) => (
              <Switch
                check
                label={`${title || words().booked}, ${day(fromMs, lang())}, ${clock(fromMs, lang())}`}
                on={bookings().includes(id)}
                onTurn={(on) => void setBookings(turned(bookings(), id, on))}
              />
            )}
          </For>
        </fieldset>
      </Show>
      <Refusal reason={asking.refusal()} />
      <div class="show-when-acts">
        <Button
          look="strong"
          busy={asking.busy()}
          onClick={() => void keep({ people: people(), bookings: bookings() })}
        >
          {words().keep}
        </Button>
        <Show when={props.file.when}>
          <Button busy={asking.busy()} onClick={() => void keep({ people: [], bookings: [] })}>
            {words().never}
          </Button>
        </Show>
      </div>
    </Dialog>
  )
}

/** Under a file's name: when it appears, in words. */
export function WhenShown(props: { when: Occasions; choices: OccasionChoices }) {
  const words = useAppearWords()
  const named = (ids: readonly string[], from: readonly { id: string; name: string }[], else_: string) =>
    ids.map((id) => from.find((one) => one.id === id)?.name || else_).join(words().or)
  const titled = () => props.choices.bookings.map(({ id, title }) => ({ id, name: title }))
  return (
    <small class="file-state">
      <Show when={props.when.people.length > 0}>
        {words().whenPeople(named(props.when.people, props.choices.people, words().somebody))}{' '}
      </Show>
      <Show when={props.when.bookings.length > 0}>
        {words().whenBooking(named(props.when.bookings, titled(), words().aBooking))}
      </Show>
    </small>
  )
}

const turned = (ids: readonly string[], id: string, on: boolean) =>
  on ? [...ids.filter((other) => other !== id), id] : ids.filter((other) => other !== id)
