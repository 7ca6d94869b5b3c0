import { Show } from 'solid-js'
import { Button } from './Button.tsx'

/** For what cannot be undone: a button that first asks once more, and then has the finger's focus on the answer. */
export function Sure(props: {
  isAsked: boolean
  busy: boolean
  /** What the button says, how it is called, what keeps everything as it is, and what does it. */
  words: { act: string; named: string; keep: string; sure: string }
  onAsk: () => void
  onKeep: () => void
  onDo: () => void
}) {
  return (
    <Show
      when={props.isAsked}
      fallback={
        <Button aria-label={props.words.named} onClick={() => props.onAsk()}>
          {props.words.act}
        </Button>
      }
    >
      <span class="row-acts">
        <Button look="quiet" onClick={() => props.onKeep()}>
          {props.words.keep}
        </Button>
        <Button
          look="strong"
          busy={props.busy}
          ref={(button) => queueMicrotask(() => button.focus())}
          onClick={() => props.onDo()}
        >
          {props.words.sure}
        </Button>
      </span>
    </Show>
  )
}
