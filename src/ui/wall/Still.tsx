import { Show, type JSX } from 'solid-js'
import { daySentence } from '../day/day-sentence.ts'
import { clock } from '../lib/format.ts'
import { ClosedEye } from '../parts/ClosedEye.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Button } from '../parts/Button.tsx'
import { useDayWords } from '../strings/day.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { WallView } from '../view.ts'
import { RoomName } from './RoomName.tsx'
import { roomSentence } from './room-sentence.ts'
import './still.css'

/** Nobody near: the name, how the room is, the time. It drifts a little, so that no pixel stays lit for years. */
export function Quiet(props: { view: WallView; onWake: () => void }) {
  const { t, lang } = useScreenWords()
  const dayWords = useDayWords()
  const shown = () => {
    const display = props.view.display
    if (!display) return t().wall.nothingOnDisplay
    if (display.kind === 'screen') return t().share.screenOf(display.by || t().common.someone)
    return display.kind === 'text' ? display.text : display.name
  }
  return (
    <div class="quiet">
      <div class="quiet-drift">
        <time>{clock(props.view.clockMs, lang())}</time>
        <RoomName name={props.view.roomName} least={0.4} />
        <p class="wall-sentence">
          {daySentence(dayWords(), props.view.day, props.view.clockMs, lang()) ?? roomSentence(t(), props.view)}
        </p>
      </div>
      <div class="quiet-wake">
        <Button onClick={() => props.onWake()}>{t().wall.wake}</Button>
      </div>
      <Show when={props.view.alert}>{(alert) => <Notice alert={alert()} />}</Show>
      <section class="heard" aria-label={t().wall.onDisplay}>
        {shown()}
      </section>
    </div>
  )
}

/** Someone new is here: content is gone, not hidden; nobody is accused. */
export function Blank(props: { clockMs: number; words?: string; children: JSX.Element }) {
  const { t, lang } = useScreenWords()
  return (
    <div class="blank">
      <ClosedEye />
      <p>{props.words ?? t().wall.paused}</p>
      <time>{clock(props.clockMs, lang())}</time>
      {props.children}
      <section class="heard" aria-label={t().wall.onDisplay} />
    </div>
  )
}

/** This screen is not, or no longer, of the room. */
export function Out(props: { view: WallView }) {
  const { t, sentence } = useScreenWords()
  const reason = () => props.view.alert?.reason ?? 'removed'
  return (
    <div class="out" role="alert" data-reason={reason()}>
      <h1>{sentence(reason()).what}</h1>
      <p>
        {props.view.alert?.safe ?? sentence(reason()).safe} {sentence(reason()).todo}
      </p>
      <Show when={props.view.alert?.action}>
        {(action) => <Button onClick={() => void action().run()}>{action().label}</Button>}
      </Show>
      <section class="heard" aria-label={t().wall.onDisplay} />
    </div>
  )
}
