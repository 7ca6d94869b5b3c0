import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { useRecordingWords } from '../strings/recording.ts'
import type { Outcome } from '../view.ts'
import { AskDialog } from './AskDialog.tsx'
import { RecordingMark } from './Mark.tsx'
import { MinutesList } from './MinutesList.tsx'
import { Player } from './Player.tsx'
import { Refused } from './Refused.tsx'
import type { MinutesActions, MinutesView, PlayerView, RecordingActions, RecordingView } from './view.ts'
import './recording.css'

export type PhoneRecordingView = {
  now: RecordingView
  minutes: readonly MinutesView[]
  player?: PlayerView
  /** Minutes that have just ended and may be taken along. */
  offer?: string
  isMember: boolean
  /** Nothing of the room is shown. */
  isBlank: boolean
}

/** Whether this meeting is recorded, answering, and stopping it: at the top of a phone. */
export function PhoneRecording(props: {
  view: PhoneRecordingView
  recording: RecordingActions & { takeBack(): Promise<Outcome> }
  takeAlong: (id: string) => Promise<Outcome>
  onOffered: () => void
}) {
  const words = useRecordingWords()
  const asking = createAsking()
  const [answered, setAnswered] = createSignal('')
  const now = () => props.view.now
  const mustAnswer = () => now().mine === 'unasked' && answered() !== now().id
  const take = async (id: string) => {
    if (await asking.ask(() => props.takeAlong(id))) props.onOffered()
  }
  return (
    <>
      <RecordingMark view={now()} />
      <Show when={mustAnswer() && !props.view.isBlank}>
        <AskDialog view={now()} actions={props.recording} isWall={false} onClose={() => setAnswered(now().id)} />
      </Show>
      <Refused reason={asking.refusal()} />
      <Show when={now().at !== 'off'}>
        <div class="phone-recording-acts">
          <Show when={now().cause === 'restarted' && props.view.isMember}>
            <Button onClick={() => void asking.ask(() => props.recording.goOn())}>{words().goOn}</Button>
          </Show>
          <Show when={now().mine === 'no'}>
            <Button onClick={() => void asking.ask(() => props.recording.agree())}>{words().ask.agree}</Button>
          </Show>
          <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.recording.stop())}>
            {words().stop}
          </Button>
          <Show when={now().mine === 'agreed'}>
            <Button look="quiet" onClick={() => void asking.ask(() => props.recording.takeBack())}>
              {words().takeBack}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={!props.view.isBlank && props.view.offer}>
        {(offered) => (
          <div class="phone-offer" role="status">
            <p>{props.view.isMember ? words().minutes.offer : words().minutes.offerVisitor}</p>
            <div class="phone-recording-acts">
              <Button busy={asking.busy()} onClick={() => void take(offered())}>
                {words().minutes.export}
              </Button>
              <Button onClick={() => props.onOffered()}>{words().minutes.later}</Button>
            </div>
          </div>
        )}
      </Show>
    </>
  )
}

/** Asking to record, and the minutes one may open: further down. */
export function PhoneMinutes(props: {
  view: PhoneRecordingView
  start: () => Promise<Outcome>
  minutes: MinutesActions
}) {
  const words = useRecordingWords()
  const asking = createAsking()
  return (
    <Show when={!props.view.isBlank && (props.view.minutes.length > 0 || props.view.isMember)}>
      <section class="phone-recording" aria-label={words().minutes.title}>
        <h2>{words().minutes.title}</h2>
        <Refused reason={asking.refusal()} />
        <Show when={props.view.isMember && props.view.now.at === 'off'}>
          <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.start())}>
            {words().record}
          </Button>
        </Show>
        <Show when={props.view.player}>{(player) => <Player view={player()} actions={props.minutes.player} />}</Show>
        <MinutesList minutes={props.view.minutes} actions={props.minutes} />
      </section>
    </Show>
  )
}
