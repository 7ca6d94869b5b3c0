import { createEffect, For, Match, Show, Switch, type JSX } from 'solid-js'
import { byWhom } from '../lib/by-whom.ts'
import { BookingActs } from '../day/BookingActs.tsx'
import { daySentence } from '../day/day-sentence.ts'
import type { DayActions } from '../day/view.ts'
import { createFit } from '../lib/fit.ts'
import { Button } from '../parts/Button.tsx'
import { NoteBy } from '../parts/NoteBy.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PageTurner } from '../parts/PageTurner.tsx'
import { useDayWords } from '../strings/day.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { Alert, DisplayView, Outcome, WallView } from '../view.ts'
import { RoomName } from './RoomName.tsx'
import { roomSentence } from './room-sentence.ts'
import './stage.css'

/** What is on display, as large as it goes. */
export function Stage(props: {
  display: DisplayView
  alert: Alert | undefined
  offers: JSX.Element
  onTakeDown: () => void
  turnPage: (to: number) => Promise<Outcome>
}) {
  const { t } = useScreenWords()
  return (
    <section class="stage" aria-label={t().wall.onDisplay}>
      <Switch>
        <Match when={props.display.kind === 'text' && props.display}>
          {(display) => <StageWords text={display().text} />}
        </Match>
        <Match when={props.display.kind === 'picture' && props.display}>
          {(display) => (
            <div class="stage-picture">
              <Show when={display().url} fallback={<p class="stage-waiting">{t().common.onTheWay}</p>}>
                {(url) => <img src={url()} alt={display().name} />}
              </Show>
            </div>
          )}
        </Match>
        <Match when={props.display.kind === 'screen' && props.display}>
          {(display) => (
            <div class="stage-picture">
              <Show when={display().stream} fallback={<p class="stage-waiting">{t().common.onTheWay}</p>}>
                {(stream) => <Moving stream={stream()} name={t().share.screenOf(display().by || t().common.someone)} />}
              </Show>
            </div>
          )}
        </Match>
      </Switch>
      <Show when={props.alert}>{(alert) => <Notice alert={alert()} />}</Show>
      {props.offers}
      <div class="stage-by">
        <span>{t().wall.shownBy(byWhom(t(), props.display))}</span>
        <Show when={props.display.kind === 'picture' && props.display.page}>
          {(page) => <PageTurner page={page()} turn={(to) => props.turnPage(to)} keys />}
        </Show>
        <Button look="quiet" onClick={() => props.onTakeDown()}>
          {t().wall.takeDown}
        </Button>
      </div>
    </section>
  )
}

function Moving(props: { stream: MediaStream; name: string }) {
  let video!: HTMLVideoElement
  createEffect(() => {
    video.srcObject = props.stream
    void video.play().catch(() => undefined) // a browser that wants a touch first shows the first picture
  })
  return <video ref={video} aria-label={props.name} autoplay muted playsinline />
}

/** Below this part of its largest size a text stops shrinking and scrolls: 28 pixels of a 1280-pixel wall. */
const LEAST_FIT = 0.117

function StageWords(props: { text: string }) {
  let box!: HTMLDivElement
  createFit({ box: () => box, words: () => props.text, least: () => LEAST_FIT, watch: (words) => words })
  return (
    <div class="stage-words" ref={box} data-long={props.text.length > 160}>
      <p>{props.text}</p>
    </div>
  )
}

/** Nothing is on display: the room's name, how it is, and what people noted. */
export function Idle(props: { view: WallView; alert: Alert | undefined; day: DayActions; offers: JSX.Element }) {
  const { t, lang } = useScreenWords()
  const dayWords = useDayWords()
  const newestFirst = () => [...props.view.notes].sort((a, b) => b.atMs - a.atMs)
  return (
    <div class="idle" classList={{ 'has-notes': props.view.notes.length > 0 }}>
      <header class="idle-head">
        <Show when={props.view.place}>
          <p class="idle-place">{props.view.place}</p>
        </Show>
        <RoomName name={props.view.roomName} least={0.5} />
        <p class="wall-sentence">
          {daySentence(dayWords(), props.view.day, props.view.clockMs, lang()) ?? roomSentence(t(), props.view)}
        </p>
      </header>
      <section class="heard" aria-label={t().wall.onDisplay}>
        {t().wall.nothingOnDisplay}
      </section>
      <Show when={props.view.notes.length > 0} fallback={<p class="idle-hint">{props.view.join && t().wall.hint}</p>}>
        <div class="idle-notes">
          <ul role="list" aria-label={t().wall.notes}>
            <For each={newestFirst()}>
              {(note) => (
                <li>
                  <p>{note.text}</p>
                  <small>
                    <NoteBy note={note} by={byWhom(t(), note)} />
                  </small>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      {props.offers}
      <Show when={!props.alert} fallback={props.alert && <Notice alert={props.alert} />}>
        <BookingActs day={props.view.day} actions={props.day} />
      </Show>
    </div>
  )
}
