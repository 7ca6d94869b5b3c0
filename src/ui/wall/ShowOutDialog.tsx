import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome, PersonView } from '../view.ts'
import './lists.css'

/** Choose who is shown out. */
export function ShowOutDialog(props: {
  people: readonly PersonView[]
  showOut: (person: string) => Promise<Outcome>
  onClose: () => void
}) {
  const { t } = useWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  // A member is of the room until it is removed, under Devices.
  const visitors = () => props.people.filter((person) => person.role === 'visitor')
  const named = (person: PersonView) => person.name || t().common.someone
  const showOut = async (person: PersonView) => {
    if (await asking.ask(() => props.showOut(person.id))) say(t().showOut.done(named(person)))
  }
  return (
    <Dialog title={t().showOut.title} onClose={() => props.onClose()}>
      <p>{t().showOut.explain}</p>
      <Refusal reason={asking.refusal()} />
      <Said>{said()}</Said>
      <Show when={visitors().length > 0} fallback={<p class="rows-none">{t().showOut.nobody}</p>}>
        <ul class="rows" role="list" aria-label={t().showOut.title}>
          <For each={visitors()}>
            {(person) => (
              <li data-state={person.state}>
                <Avatar person={person} />
                <span class="row-name">
                  {named(person)}
                  <small>{person.role === 'member' ? t().common.member : t().common.visitor}</small>
                </span>
                <Button
                  busy={asking.busy()}
                  aria-label={t().showOut.named(named(person))}
                  onClick={() => void showOut(person)}
                >
                  {t().showOut.title}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}
