import { Show } from 'solid-js'
import { useWords } from '../strings/index.ts'
import type { Alert } from '../view.ts'
import { Button } from './Button.tsx'
import './notice.css'

/** What went wrong, what is safe, one thing to do. Never red: nobody is accused. */
export function Notice(props: { alert: Alert }) {
  const { sentence } = useWords()
  const said = () => sentence(props.alert.reason)
  return (
    <div class="notice" role="alert" data-reason={props.alert.reason}>
      <p>
        <strong>{said().what}</strong> {props.alert.safe ?? said().safe}{' '}
        <Show when={!props.alert.action}>{said().todo}</Show>
      </p>
      <Show when={props.alert.action}>
        {(action) => <Button onClick={() => void action().run()}>{action().label}</Button>}
      </Show>
    </div>
  )
}

/** The same under a field or a button, for an action the room refused. */
export function Refusal(props: { reason: string | undefined; id?: string }) {
  const { sentence } = useWords()
  return (
    <Show when={props.reason}>
      {(reason) => (
        <p class="refusal" role="alert" data-reason={reason()} id={props.id}>
          <strong>{sentence(reason()).what}</strong> {sentence(reason()).safe} {sentence(reason()).todo}
        </p>
      )}
    </Show>
  )
}
