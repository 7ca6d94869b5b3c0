import { createEffect, For, createSignal, Match, on, Show, Switch as When } from 'solid-js'
import { day } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Choice } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { useWords } from '../strings/index.ts'
import type { EnrolActions, EnrolView } from './view.ts'
import './face-dialog.css'

/** Who asks, why, for how long; two equal answers; then the camera, which a person can stop at any time. */
export function FaceDialog(props: { view: EnrolView; actions: EnrolActions; roomName: string }) {
  const words = useFaceWords()
  const { lang } = useWords()
  const sentence = () => {
    const now = props.view
    if (now.at === 'looking') return now.trouble ? words().ask.trouble[now.trouble] : words().ask.step[now.step]
    return now.at === 'done' ? words().ask.done : undefined
  }
  createEffect(
    on(sentence, (said) => {
      if (said) props.actions.speak(said, lang())
    }),
  )
  return (
    <Dialog title={words().ask.title} size="full" noClose onClose={() => props.actions.stop()}>
      <div class="face-dialog">
        <When>
          <Match when={props.view.at === 'asking' && props.view}>
            {(asking) => <Asking asking={asking()} roomName={props.roomName} actions={props.actions} />}
          </Match>
          <Match when={props.view.at === 'starting' || props.view.at === 'keeping'}>
            <p role="status">{props.view.at === 'starting' ? words().ask.starting : words().ask.keeping}</p>
            <Stop stop={() => props.actions.stop()} />
          </Match>
          <Match when={props.view.at === 'looking' && props.view}>
            {(looking) => (
              <>
                <p class="face-step">{words().ask.stepOf(looking().n, looking().of)}</p>
                <p class="face-say" role="status">
                  {sentence()}
                </p>
                <Mirror stream={looking().stream} step={looking().step} />
                <Stop stop={() => props.actions.stop()} />
              </>
            )}
          </Match>
          <Match when={props.view.at === 'done' && props.view}>
            {(done) => (
              <>
                <p class="face-say" role="status">
                  {words().ask.done} {words().ask.until(day(done().untilMs, lang()))}
                </p>
                <p>{words().ask.remember}</p>
                <output class="face-receipt" data-testid="face-receipt">
                  {done().receipt.replace(/^(\d{4})/, '$1 ')}
                </output>
                <p
                  class="face-moved"
                  data-testid="face-moved"
                  data-blinked={done().moved.blinked}
                  data-turned={done().moved.turned}
                >
                  {words().ask.moved[movedAs(done().moved)]}
                </p>
                <Done close={() => props.actions.stop()} />
              </>
            )}
          </Match>
          <Match when={props.view.at === 'failed' && props.view}>
            {(failed) => (
              <>
                <Refusal reason={failed().reason} />
                <Done close={() => props.actions.stop()} />
              </>
            )}
          </Match>
        </When>
      </div>
    </Dialog>
  )
}

function Asking(props: { asking: Extract<EnrolView, { at: 'asking' }>; roomName: string; actions: EnrolActions }) {
  const words = useFaceWords()
  // The least is offered first: more is the person's own choice.
  // oxlint-disable-next-line solid/reactivity -- the first offer; what is chosen afterwards is the person's
  const [days, setDays] = createSignal(`${Math.min(...props.asking.days)}`)
  // oxlint-disable-next-line solid/reactivity -- the name they go by so far; what they write afterwards is theirs
  const [name, setName] = createSignal(props.asking.name)
  const consent = () => props.actions.consent({ days: Number(days()), name: name().trim() })
  return (
    <>
      <p class="face-say">{words().ask.who(props.roomName)}</p>
      <ul class="face-why">
        <For each={words().ask.why}>{(why) => <li>{why}</li>}</For>
      </ul>
      <Field label={words().ask.name} value={name()} maxLength={40} help={words().ask.nameHelp} onInput={setName} />
      <Choice
        label={words().ask.howLong}
        options={props.asking.days.map((n) => ({ value: `${n}`, label: words().ask.days(n) }))}
        value={days()}
        onChoose={setDays}
      />
      <div class="face-two">
        <Button onClick={consent}>{words().ask.consent}</Button>
        <Button onClick={() => props.actions.stop()}>{words().ask.no}</Button>
      </div>
    </>
  )
}

const movedAs = ({ blinked, turned }: { blinked: boolean; turned: boolean }) =>
  blinked && turned ? 'both' : turned ? 'turned' : blinked ? 'blinked' : 'neither'

/** What the camera sees, as in a mirror, behind an oval. The picture goes nowhere. */
function Mirror(props: { stream: MediaStream | undefined; step: string }) {
  return (
    <div class="face-mirror" data-step={props.step} aria-hidden="true">
      <Show when={props.stream}>
        {(stream) => (
          <video
            autoplay
            muted
            playsinline
            ref={(video) => {
              createEffect(() => {
                video.srcObject = stream()
              })
            }}
          />
        )}
      </Show>
      <svg viewBox="0 0 300 400">
        <path
          class="face-veil"
          fill-rule="evenodd"
          d="M0 0h300v400H0zM150 40c62 0 105 62 105 150s-48 170-105 170S45 278 45 190 88 40 150 40Z"
        />
        <path class="face-oval" d="M150 40c62 0 105 62 105 150s-48 170-105 170S45 278 45 190 88 40 150 40Z" />
      </svg>
    </div>
  )
}

function Stop(props: { stop: () => void }) {
  const words = useFaceWords()
  return (
    <div class="face-stop">
      <Button onClick={() => props.stop()}>{words().ask.stop}</Button>
      <p>{words().ask.stopKeeps}</p>
    </div>
  )
}

function Done(props: { close: () => void }) {
  const { t } = useWords()
  return (
    <div class="face-stop">
      <Button look="strong" onClick={() => props.close()}>
        {t().common.done}
      </Button>
    </div>
  )
}
