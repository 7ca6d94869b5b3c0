import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome, PersonView } from '../view.ts'

/** Who is here: names only, nothing about where or how long. */
export function People(props: {
  people: readonly PersonView[]
  /** Missing for whoever may not show people out. */
  showOut: ((person: string) => Promise<Outcome>) | undefined
}) {
  const { t } = useWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const named = (person: PersonView) => person.name || t().common.someone
  const about = (person: PersonView) =>
    [
      person.me ? t().common.you : person.name && person.role === 'visitor' && t().common.visitor,
      person.state === 'away' && t().common.away,
    ]
      .filter(Boolean)
      .join(', ')
  const showOut = async (person: PersonView, go: (id: string) => Promise<Outcome>) => {
    if (await asking.ask(() => go(person.id))) say(t().showOut.done(named(person)))
  }
  return (
    <section class="people-here" aria-labelledby="people-title">
      <h2 id="people-title">{t().phone.people}</h2>
      <ul role="list" aria-label={t().phone.people}>
        <For each={props.people}>
          {(person) => (
            <li data-state={person.state} data-certainty={person.certainty}>
              <Avatar person={person} />
              <span class="people-name">
                {named(person)}
                <Show when={about(person)}>
                  {(words) => (
                    <>
                      {' '}
                      <small>{words()}</small>
                    </>
                  )}
                </Show>
              </span>
              <Show when={person.role === 'visitor' && !person.me && props.showOut}>
                {(go) => (
                  <Button
                    look="quiet"
                    busy={asking.busy()}
                    aria-label={t().showOut.named(named(person))}
                    onClick={() => void showOut(person, go())}
                  >
                    {t().showOut.title}
                  </Button>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
    </section>
  )
}
