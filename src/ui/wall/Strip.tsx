import { For, Show } from 'solid-js'
import { clock, threes } from '../lib/format.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Qr } from '../parts/Qr.tsx'
import { useWords } from '../strings/index.ts'
import type { PersonView, WallView } from '../view.ts'
import { RoomName } from './RoomName.tsx'
import './strip.css'

/** Beside the stage: the time, the name when the stage is taken, who is here, and how to come in. */
export function Strip(props: { view: WallView }) {
  const { t, lang } = useWords()
  const showing = () => props.view.display !== undefined
  return (
    <div class="strip">
      <time class="strip-time">{clock(props.view.clockMs, lang())}</time>
      <Show when={showing()}>
        <RoomName name={props.view.roomName} least={0.5} />
      </Show>
      <People people={props.view.people} room={showing() ? 4 : 8} />
      <Show when={props.view.join} fallback={<p class="strip-away">{t().wall.joinAway}</p>}>
        {join => (
          <div class="join">
            <div class="join-box">
              <div class="join-code" data-testid="join-qr" data-url={join().url}>
                <Qr text={join().url} label={t().wall.joinTitle} />
              </div>
            </div>
            <p class="join-words">
              {t().wall.joinType}{' '}
              <b data-testid="join-code">
                <For each={/^\d{6}$/.test(join().code) ? threes(join().code) : [join().code]}>
                  {part => <span>{part}</span>}
                </For>
              </b>
            </p>
          </div>
        )}
      </Show>
    </div>
  )
}

/** As many signs as there is room for; the others stay in the list for those who listen. */
function People(props: { people: readonly PersonView[]; room: number }) {
  const { t } = useWords()
  const shown = () => (props.people.length > props.room ? props.room - 1 : props.room)
  return (
    <div class="people" data-many={props.people.length > 4}>
      <ul role="list" aria-label={t().wall.people}>
        <For each={props.people}>
          {(person, at) => (
            <li class={at() < shown() ? 'person' : 'heard'} data-state={person.state}>
              <Avatar person={person} />
              <span class="person-name">{person.name || t().common.someone}</span>
              <Show when={person.state === 'away'}>
                <span class="heard">, {t().common.away}</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.people.length > shown()}>
        <span class="people-more" aria-hidden="true">
          {t().wall.more(props.people.length - shown())}
        </span>
      </Show>
    </div>
  )
}
