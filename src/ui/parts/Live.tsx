import { createEffect, createSignal, on } from 'solid-js'
import { arrivals } from '../lib/arrivals.ts'
import { useWords } from '../strings/index.ts'
import type { PersonView } from '../view.ts'

/** Says who came and who is no longer here to those who listen. The wall itself shows it in its list. */
export function Live(props: { people: readonly PersonView[] }) {
  const { t } = useWords()
  const [said, say] = createSignal('')
  createEffect(
    on(
      // Copies: the list is one that changes in place.
      () => props.people.map((person) => ({ ...person })),
      (now, before) => {
        if (!before) return
        const { came, gone } = arrivals(before, now)
        const named = (person: PersonView) => person.name || t().common.someone
        const lines = [
          ...came.map((person) => t().live.came(named(person))),
          ...gone.map((person) => t().live.gone(named(person))),
        ]
        if (lines.length > 0) say(lines.join(' '))
      },
    ),
  )
  return (
    <p class="heard" role="status" data-live="people">
      {said()}
    </p>
  )
}
