import { Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useListeningWords } from '../strings/listening.ts'
import type { ListeningActions, ListeningView } from './listening-view.ts'
import './listens.css'

/** That this wall's microphone is open for sounds, in one quiet word, and the way to close it. */
export function Listens(props: { view: ListeningView; mute: ListeningActions['mute'] }) {
  const words = useListeningWords()
  const muted = () => props.view.mic === 'muted'
  const turn = () => (muted() ? words().unmute : words().mute)
  return (
    <div class="listens" data-testid="listens" data-now={props.view.now.join(' ')}>
      <p class="listens-state" data-mic={props.view.mic}>
        <span class="listens-dot" aria-hidden="true" />
        {words().mic[props.view.mic]}
      </p>
      <data
        class="heard"
        aria-hidden="true"
        data-testid="listening-state"
        data-state={props.view.mic}
        value={props.view.mic}
      >
        {props.view.mic}
      </data>
      {/* Never behind the PIN: whoever is listened to may close the ear. */}
      <Button look="quiet" aria-label={turn()} title={turn()} onClick={() => props.mute(!muted())}>
        <svg class="listens-sign" viewBox="0 0 24 24" aria-hidden="true">
          {/* An ear: the microphone beside it is the button to talk. */}
          <path d="M6.5 9a5.5 5.5 0 1 1 11 0c0 4.5-4.5 5-4.5 9a3.2 3.2 0 0 1-6.2 1M14.5 9a2.5 2.5 0 0 0-5 0v2.5" />
          <Show when={!muted()}>
            <path d="M4 4 20 20" />
          </Show>
        </svg>
      </Button>
    </div>
  )
}
