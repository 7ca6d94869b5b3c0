import { For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useServiceWords } from '../strings/services.ts'
import { timeLeft } from './time-left.ts'
import { PageRow } from './PageRow.tsx'
import type { ServiceActions, ServicesView, TimerView } from './view.ts'
import './services.css'

const MINUTES = [1, 5, 15, 45] as const

/** What the room does for whoever is in it: what is on or off, and its timers. */
export function ServiceList(props: { services: ServicesView; actions: ServiceActions }) {
  const words = useServiceWords()
  const asking = createAsking()
  return (
    <>
      <ul class="rows services" role="list" aria-label={words().title}>
        <For each={props.services.switches}>
          {(one) => (
            <li>
              <Switch
                label={words()[one.id]}
                on={one.on}
                onTurn={(on) => asking.ask(() => props.actions.turn(one.id, on))}
              />
            </li>
          )}
        </For>
        <li>
          <Switch
            label={words().dark}
            on={props.services.dark}
            onTurn={(on) => asking.ask(() => props.actions.darken(on))}
          />
        </li>
        <li class="service-timer">
          <span class="row-name">{words().timer}</span>
          <div class="service-acts" role="group" aria-label={words().timer}>
            <For each={MINUTES}>
              {(minutes) => (
                <Button
                  busy={asking.busy()}
                  title={words().startTimerExplain(minutes)}
                  onClick={() => void asking.ask(() => props.actions.startTimer(minutes))}
                >
                  {words().startTimer(minutes)}
                </Button>
              )}
            </For>
          </div>
        </li>
        <For each={props.services.timers}>
          {(timer) => (
            <TimerRow timer={timer} onStop={() => void asking.ask(() => props.actions.stopTimer(timer.id))} />
          )}
        </For>
        <For each={props.services.pages}>
          {(page) => <PageRow page={page} call={(...asked) => props.actions.callPage(...asked)} />}
        </For>
      </ul>
      <Refusal reason={asking.refusal()} />
    </>
  )
}

function TimerRow(props: { timer: TimerView; onStop: () => void }) {
  const words = useServiceWords()
  const name = () => props.timer.label || words().timer
  return (
    <li>
      <span class="row-name timer-left">
        {props.timer.leftMs > 0 ? timeLeft(props.timer.leftMs) : words().over}
        <small>
          {props.timer.label}
          <Show when={props.timer.by}> {words().by(props.timer.by)}</Show>
        </small>
      </span>
      <Button look="quiet" aria-label={words().stopNamed(name())} onClick={() => props.onStop()}>
        {words().stop}
      </Button>
    </li>
  )
}
