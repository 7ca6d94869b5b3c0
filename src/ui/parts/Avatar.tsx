import { Show } from 'solid-js'
import { initial } from '../lib/format.ts'
import type { PersonView } from '../view.ts'
import './avatar.css'

/** A person as a sign: filled, before a camera; a ring, just now; a dashed ring, here by phone; no ring, away. The name stands beside it, never inside alone. */
export function Avatar(props: { person: Pick<PersonView, 'name' | 'state' | 'certainty'> }) {
  return (
    <span class="avatar" data-state={props.person.state} data-certainty={props.person.certainty} aria-hidden="true">
      <Show
        when={initial(props.person.name)}
        fallback={
          <svg class="avatar-someone" viewBox="0 0 24 24">
            <circle cx="12" cy="9" r="4" />
            <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
          </svg>
        }
      >
        {(letter) => <>{letter()}</>}
      </Show>
    </span>
  )
}
