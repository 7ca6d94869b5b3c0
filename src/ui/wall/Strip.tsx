import { For, Show } from 'solid-js'
import { daySentence } from '../day/day-sentence.ts'
import { clock } from '../lib/format.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { TimerLine } from '../services/TimerLine.tsx'
import { useDayWords } from '../strings/day.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { PersonView, WallView } from '../view.ts'
import { JoinCode } from './JoinCode.tsx'
import { RoomName } from './RoomName.tsx'
import './people.css'
import './strip.css'

/** Beside the stage: the time, the name when the stage is taken, who is here, and how to come in. */
export function Strip(props: { view: WallView }) {
  const { t, lang } = useScreenWords()
  const dayWords = useDayWords()
  const showing = () => props.view.display !== undefined
  return (
    <div class="strip">
      <time class="strip-time">{clock(props.view.clockMs, lang())}</time>
      <TimerLine timers={props.view.services.timers} />
      <Show when={showing()}>
        <RoomName name={props.view.roomName} least={0.5} />
        <Show when={daySentence(dayWords(), props.view.day, props.view.clockMs, lang())}>
          {(said) => <p class="strip-day">{said()}</p>}
        </Show>
      </Show>
      <People
        people={props.view.people}
        someone={props.view.someone}
        room={showing() || props.view.faces.eyes.mode !== 'off' ? 4 : 6}
      />
      <Show when={props.view.join} fallback={<p class="strip-away">{t().wall.joinAway}</p>}>
        {(join) => <JoinCode join={join()} />}
      </Show>
    </div>
  )
}

/** As many signs as there is room for; the others stay in the list for those who listen. */
function People(props: { people: readonly PersonView[]; someone: number; room: number }) {
  const { t } = useScreenWords()
  const places = () => props.room - Math.sign(props.someone)
  const shown = () => (props.people.length > places() ? places() - 1 : places())
  return (
    <div class="people" data-rows={props.people.length + Math.sign(props.someone) > 4 && props.room > 4 ? 2 : 1}>
      <ul role="list" aria-label={t().wall.people}>
        <For each={props.people}>
          {(person, at) => (
            <li class={at() < shown() ? 'person' : 'heard'} data-state={person.state} data-certainty={person.certainty}>
              <Avatar person={person} />
              <span class="person-name">{person.name || t().common.someone}</span>
              <Show when={person.name && person.role === 'visitor'}>
                <span class="person-role">{t().common.visitor}</span>
              </Show>
              <Show when={person.state === 'away'}>
                <span class="heard">, {t().common.away}</span>
              </Show>
            </li>
          )}
        </For>
        <Show when={props.someone > 0}>
          <li class="person" data-certainty="unknown">
            <span class="avatar" data-certainty="unknown" aria-hidden="true">
              {props.someone}
            </span>
            <span class="person-name">{t().common.someone}</span>
          </li>
        </Show>
      </ul>
      <Show when={props.people.length > shown()}>
        <span class="people-more" aria-hidden="true">
          {t().wall.more(props.people.length - shown())}
        </span>
      </Show>
    </div>
  )
}
