import { Show } from 'solid-js'
import { Switch } from '../parts/Choice.tsx'
import { useListeningWords } from '../strings/listening.ts'
import { useSpeechWords } from '../strings/speech.ts'
import type { ListeningView } from './listening-view.ts'

/** Whether the walls listen for sounds, what this one hears now, and what that costs it. */
export function ListeningFields(props: { view: ListeningView; turn: (on: boolean) => Promise<boolean> }) {
  const words = useListeningWords()
  const speechWords = useSpeechWords()
  const fault = () =>
    props.view.because !== undefined && (speechWords().because[props.view.because] ?? words().mic.blocked)
  return (
    <>
      <Switch label={words().on} on={props.view.on} onTurn={(on) => props.turn(on)} />
      <p class="field-help">{words().explain}</p>
      <Show when={props.view.on}>
        <Show when={fault()}>{(sentence) => <p role="status">{sentence()}</p>}</Show>
        <p role="status" data-testid="heard-now">
          {words().now(props.view.now)}
        </p>
        <Show when={props.view.cost}>
          {(cost) => <p class="field-help">{words().cost(cost().ms, cost().awakePercent, cost().mW)}</p>}
        </Show>
      </Show>
    </>
  )
}
