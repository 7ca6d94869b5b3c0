import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { useRecordingWords } from '../strings/recording.ts'
import type { Outcome } from '../view.ts'
import { AskDialog } from './AskDialog.tsx'
import { MinutesDialog } from './MinutesDialog.tsx'
import { Refused } from './Refused.tsx'
import type { MinutesActions, MinutesView, PlayerView, RecordingActions, RecordingView } from './view.ts'

export type WallRecordingView = { now: RecordingView; minutes: readonly MinutesView[]; player?: PlayerView }
export type WallRecordingActions = { recording: RecordingActions; minutes: MinutesActions }

/** At the wall's foot: asking to record, stopping it, answering for those without a phone, and the minutes there are. */
export function WallRecording(props: {
  view: WallRecordingView
  actions: WallRecordingActions
  gate: (deed: () => Promise<Outcome>) => Promise<Outcome>
}) {
  const words = useRecordingWords()
  const asking = createAsking()
  const [listed, list] = createSignal(false)
  /** Which question was put away here; another one opens again. */
  const [putAway, setPutAway] = createSignal('')
  const now = () => props.view.now
  const question = () => `${now().id} ${now().cause}`
  const isQuestion = () => now().at !== 'off' && ['ask', 'everyone', 'unexplained'].includes(now().cause)
  const isAsked = () => isQuestion() && putAway() !== question()
  return (
    <>
      <Refused reason={asking.refusal()} />
      <Show
        when={now().at !== 'off'}
        fallback={
          <Button
            look="quiet"
            busy={asking.busy()}
            onClick={() => void asking.ask(() => props.actions.recording.start())}
          >
            {words().record}
          </Button>
        }
      >
        <Show when={now().cause === 'restarted'}>
          <Button look="quiet" onClick={() => void asking.ask(() => props.actions.recording.goOn())}>
            {words().goOn}
          </Button>
        </Show>
        <Show when={isQuestion() && !isAsked()}>
          <Button look="quiet" onClick={() => setPutAway('')}>
            {words().answer}
          </Button>
        </Show>
        <Button look="quiet" busy={asking.busy()} onClick={() => void asking.ask(() => props.actions.recording.stop())}>
          {words().stop}
        </Button>
      </Show>
      <Show when={props.view.minutes.length > 0}>
        <Button look="quiet" onClick={() => list(true)}>
          {words().minutes.title}
        </Button>
      </Show>
      <Show when={isAsked()}>
        <AskDialog view={now()} actions={props.actions.recording} isWall onClose={() => setPutAway(question())} />
      </Show>
      <Show when={listed()}>
        <MinutesDialog
          minutes={props.view.minutes}
          player={props.view.player}
          actions={{ ...props.actions.minutes, delete: (id) => props.gate(() => props.actions.minutes.delete(id)) }}
          onClose={() => list(false)}
        />
      </Show>
    </>
  )
}
