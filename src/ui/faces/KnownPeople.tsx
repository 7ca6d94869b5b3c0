import { createSignal, For } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { day } from '../lib/format.ts'
import { Refusal } from '../parts/Notice.tsx'
import { Sure } from '../parts/Sure.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import type { EyesSettings } from './view.ts'
import '../wall/lists.css'

type Person = EyesSettings['people'][number]

/** Whom the room knows by face, for an admin who is asked to have somebody forgotten: it asks once more. */
export function KnownPeople(props: { people: readonly Person[]; forget: (person: string) => Promise<Outcome> }) {
  const words = useFaceWords()
  const { lang } = useWords()
  const asking = createAsking()
  const [sure, setSure] = createSignal<string>()
  const nameOf = ({ name }: Person) => name || words().settings.nameless
  const forget = async ({ id }: Person) => {
    if (await asking.ask(() => props.forget(id))) setSure(undefined)
  }
  return (
    <>
      <Refusal reason={asking.refusal()} />
      <ul class="rows" role="list" aria-label={words().settings.people}>
        <For each={props.people}>
          {(person) => (
            <li>
              <span class="row-name">
                {nameOf(person)}
                <small>{words().ask.until(day(person.untilMs, lang()))}</small>
              </span>
              <Sure
                isAsked={sure() === person.id}
                busy={asking.busy()}
                words={{
                  act: words().settings.forget,
                  named: words().settings.forgetNamed(nameOf(person)),
                  keep: words().mine.keep,
                  sure: words().settings.sure(nameOf(person)),
                }}
                onAsk={() => setSure(person.id)}
                onKeep={() => setSure(undefined)}
                onDo={() => void forget(person)}
              />
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
