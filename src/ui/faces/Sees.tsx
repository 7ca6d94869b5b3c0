import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import type { SeesView } from './view.ts'
import './sees.css'

/** What this screen's eye does and what the room's eyes see, in one quiet line, and the lid for it. */
export function Sees(props: { sees: SeesView; cover: (covered: boolean) => void }) {
  const words = useFaceWords()
  const { sentence } = useWords()
  const isCovered = () => props.sees.camera === 'covered'
  /** An eye that opens is as good as open. */
  const state = () => (props.sees.camera === 'starting' ? 'watching' : props.sees.camera)
  const says = () => words().sees.blind[props.sees.because ?? ''] ?? words().sees[props.sees.camera]
  /** Said when it begins; in full in the settings, where somebody can do something about it. */
  const trouble = () => {
    const said = props.sees.because === undefined ? undefined : sentence(props.sees.because)
    return said ? `${said.what} ${said.todo}` : ''
  }
  return (
    <div class="sees" data-testid="sees" data-known={props.sees.known} data-unknown={props.sees.unknown}>
      <p class="sees-state" data-camera={props.sees.camera}>
        <span class="sees-dot" aria-hidden="true" />
        {says()}
        <span class="heard">. {words().sees.counts(props.sees.known, props.sees.unknown)}</span>
      </p>
      <p class="heard" role="status">
        {trouble()}
      </p>
      <data class="heard" aria-hidden="true" data-testid="camera-state" data-state={state()} value={state()}>
        {state()}
      </data>
      {/* Never behind the PIN: whoever is looked at may close the eye. */}
      <Button
        look="quiet"
        aria-label={isCovered() ? words().sees.uncover : words().sees.cover}
        title={isCovered() ? words().sees.uncover : words().sees.cover}
        onClick={() => props.cover(!isCovered())}
      >
        <svg class="sees-lid" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
          <circle cx="12" cy="12" r="2.8" />
          <Show when={!isCovered()}>
            <path d="M4 20 20 4" />
          </Show>
        </svg>
      </Button>
    </div>
  )
}

/** On a paused wall or phone: the word of a member that whoever is new belongs here. */
export function WithUs(props: { say: () => Promise<Outcome> }) {
  const words = useFaceWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const vouch = async () => {
    if (await asking.ask(() => props.say())) say(words().sees.withUsDone)
  }
  return (
    <div class="with-us">
      <Button busy={asking.busy()} onClick={() => void vouch()}>
        {words().sees.withUs}
      </Button>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
