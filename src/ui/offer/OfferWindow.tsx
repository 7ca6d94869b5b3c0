import { For, Match, Show, Switch } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useOfferWords } from '../strings/offer.ts'
import { useWords } from '../strings/words.ts'
import type { DoorActions, DoorView } from './view.ts'
import './offer.css'

/** Asks a member whether a page may offer something to their room, and stands for as long as it does. */
export function OfferWindow(props: { view: DoorView; actions: DoorActions }) {
  const words = useOfferWords()
  const { sentence } = useWords()
  const host = () => props.view.origin.replace(/^https:\/\//, '')
  const over = () => words().over[props.view.reason as keyof ReturnType<typeof words>['over']]
  const isTaken = () => props.view.offers.some(({ stands }) => typeof stands === 'string')
  const standing = (stands: DoorView['offers'][number]['stands']) =>
    typeof stands === 'string' ? words().stands[stands] : sentence(stands.refused).what
  return (
    <main class="offer" data-state={props.view.at} data-testid="offer-window">
      <h1 class="heard">{words().title}</h1>
      <Show when={props.view.origin}>
        <p class="offer-origin">{host()}</p>
      </Show>
      <Switch>
        <Match when={props.view.at === 'waiting'}>
          <p role="status">{words().waiting}</p>
          <p class="field-help">{words().waitingTodo}</p>
        </Match>
        <Match when={props.view.at === 'over'}>
          <p role="alert" data-reason={props.view.reason}>
            {over()}
          </p>
          <p class="field-help">{words().close}</p>
        </Match>
        <Match when={props.view.room === undefined}>
          <div role="alert" data-reason="no-room">
            <p>{words().noRoom}</p>
            <p class="field-help">{words().noRoomTodo}</p>
          </div>
          <a class="button is-plain" href="/" target="_blank" rel="noopener">
            {words().openRoom}
          </a>
          <Button onClick={() => props.actions.refuse()}>{words().no}</Button>
        </Match>
        <Match when={props.view.at === 'asking'}>
          <p>{words().asks(props.view.room ?? '')}</p>
          <Offers />
          <ul class="offer-points">
            <For each={words().points}>{(point) => <li>{point}</li>}</For>
          </ul>
          <div class="offer-two">
            <Button off={!props.view.mayAllow} onClick={() => props.actions.allow()}>
              {words().yes}
            </Button>
            <Button onClick={() => props.actions.refuse()}>{words().no}</Button>
          </div>
          <Show when={!props.view.mayAllow && props.view.offers.length > 0}>
            <p class="field-help">{words().readFirst}</p>
          </Show>
        </Match>
        <Match when={props.view.at === 'offering'}>
          <p role="status">{isTaken() ? words().through(props.view.room ?? '') : words().notTaken}</p>
          <Offers />
          <Button onClick={() => props.actions.stop()}>{words().stop}</Button>
        </Match>
      </Switch>
    </main>
  )

  function Offers() {
    return (
      <Show when={props.view.offers.length > 0} fallback={<p class="field-help">{words().nothingYet}</p>}>
        <ul class="offer-list" role="list" aria-label={words().list}>
          <For each={props.view.offers}>
            {(one) => (
              <li>
                <strong>{one.title}</strong>
                <Show when={one.title !== one.kind}>
                  <small>{one.kind}</small>
                </Show>
                <Show when={props.view.at === 'offering'}>
                  <small data-refused={typeof one.stands !== 'string'}>{standing(one.stands)}</small>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    )
  }
}
