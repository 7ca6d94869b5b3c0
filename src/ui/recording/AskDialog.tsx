import { For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useRecordingWords } from '../strings/recording.ts'
import { Refused } from './Refused.tsx'
import type { RecordingActions, RecordingView } from './view.ts'
import './recording.css'

/** Who asks, what for, and two equal answers; nothing is chosen for anybody. */
export function AskDialog(props: {
  view: RecordingView
  actions: RecordingActions
  isWall: boolean
  onClose: () => void
}) {
  const words = useRecordingWords()
  const asking = createAsking()
  const agree = async () => {
    if (await asking.ask(() => props.actions.agree())) props.onClose()
  }
  const refuse = async () => {
    if (await asking.ask(() => props.actions.no())) props.onClose()
  }
  const everyone = async () => {
    if (await asking.ask(() => props.actions.everyone())) props.onClose()
  }
  return (
    <Dialog
      title={words().ask.title}
      size={props.isWall ? 'wide' : 'full'}
      noClose={!props.isWall}
      onClose={() => props.onClose()}
    >
      <div class="ask-recording">
        <p class="ask-by">{words().ask.by(props.view.byName)}</p>
        <ul class="ask-points">
          <For each={props.isWall ? words().ask.pointsAtWall : words().ask.points}>{(point) => <li>{point}</li>}</For>
        </ul>
        <Refused reason={asking.refusal()} />
        <Show when={props.isWall && props.view.cause === 'everyone'}>
          <div class="ask-everyone" role="group" aria-label={words().ask.everyone}>
            <p>
              <strong>{words().ask.everyone}</strong> {words().ask.everyoneWhy}
            </p>
            <Button busy={asking.busy()} onClick={() => void everyone()}>
              {words().ask.everyoneYes}
            </Button>
          </div>
        </Show>
        <div class="ask-two">
          <Button busy={asking.busy()} onClick={() => void agree()}>
            {words().ask.agree}
          </Button>
          <Button busy={asking.busy()} onClick={() => void refuse()}>
            {words().ask.no}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
