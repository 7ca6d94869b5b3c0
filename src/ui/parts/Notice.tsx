import { Show } from 'solid-js'
import { sentenceFor, useWords } from '../strings/index.ts'
import type { Alert } from '../view.ts'
import { Button } from './Button.tsx'
import './notice.css'

/** What went wrong, what is safe, one thing to do. Never red: nobody is accused. */
export function Notice(props: { alert: Alert }) {
  const { t } = useWords()
  const sentence = () => sentenceFor(t().reasons, props.alert.reason)
  return (
    <div class="notice" role="alert" data-reason={props.alert.reason}>
      <p>
        <strong>{sentence().what}</strong> {props.alert.safe ?? sentence().safe}{' '}
        <Show when={!props.alert.action}>{sentence().todo}</Show>
      </p>
      <Show when={props.alert.action}>
        {(action) => <Button onClick={() => void action().run()}>{action().label}</Button>}
      </Show>
    </div>
  )
}

/** The same under a field or a button, for an action the room refused. */
export function Refusal(props: { reason: string | undefined; id?: string }) {
  const { t } = useWords()
  return (
    <Show when={props.reason}>
      {(reason) => (
        <p class="refusal" role="alert" data-reason={reason()} id={props.id}>
          <strong>{sentenceFor(t().reasons, reason()).what}</strong> {sentenceFor(t().reasons, reason()).safe}{' '}
          {sentenceFor(t().reasons, reason()).todo}
        </p>
      )}
    </Show>
  )
}
