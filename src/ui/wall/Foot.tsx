import { Show, type JSX } from 'solid-js'
import { daySentence } from '../day/day-sentence.ts'
import { Egress } from '../egress/Egress.tsx'
import { Button } from '../parts/Button.tsx'
import { useDayWords } from '../strings/day.ts'
import { useServiceWords } from '../strings/services.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { WallView } from '../view.ts'
import { roomSentence } from './room-sentence.ts'
import './foot.css'

/** One quiet line of words, like the colophon of a poster: what the band says, and the few things to change. */
export function Foot(props: {
  view: WallView
  onAddScreen: () => void
  onAddMember: () => void
  onShowOut: () => void
  onSettings: () => void
  onNotes: () => void
  onFiles: () => void
  onBookings: () => void
  onServices: () => void
  onLock: () => void
  /** Recording, and the minutes there are. */
  recording: JSX.Element
  /** What the wall says of its eyes, and the button to talk to it; missing while they are off. */
  eyes: JSX.Element
  talk: JSX.Element
}) {
  const { t, lang } = useScreenWords()
  const dayWords = useDayWords()
  const serviceWords = useServiceWords()
  /** With nothing on display the stage says one of the two sentences larger. */
  const isSaidLarge = () =>
    !props.view.display && daySentence(dayWords(), props.view.day, props.view.clockMs, lang()) === undefined
  return (
    <footer class="foot">
      <Egress
        egress={props.view.egress}
        sentence={isSaidLarge() ? undefined : roomSentence(t(), props.view)}
        closed={!props.view.helperAway}
      />
      {props.eyes}
      <div class="foot-acts" role="group" aria-label={t().wall.admin}>
        <div class="foot-near">
          <Show when={props.view.notes.length > 0}>
            <Button look="quiet" onClick={() => props.onNotes()}>
              {t().wall.notes}
            </Button>
          </Show>
          <Show when={props.view.files.length > 0}>
            <Button look="quiet" onClick={() => props.onFiles()}>
              {t().files.title}
            </Button>
          </Show>
          <Button look="quiet" onClick={() => props.onBookings()}>
            {dayWords().title}
          </Button>
          <Button look="quiet" onClick={() => props.onServices()}>
            {serviceWords().title}
          </Button>
          {props.recording}
        </div>
        {props.talk}
        <div class="foot-room">
          <Button look="quiet" onClick={() => props.onAddScreen()}>
            {t().wall.addScreen}
          </Button>
          <Button look="quiet" onClick={() => props.onAddMember()}>
            {t().wall.addMember}
          </Button>
          <Button look="quiet" onClick={() => props.onShowOut()}>
            {t().showOut.title}
          </Button>
          <Button look="quiet" onClick={() => props.onSettings()}>
            {t().wall.settings}
          </Button>
          <Show when={!props.view.locked}>
            <Button look="quiet" onClick={() => props.onLock()} aria-label={t().wall.lockNow} title={t().wall.lockNow}>
              <svg class="foot-lock" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 7.6-1.7" />
              </svg>
            </Button>
          </Show>
        </div>
      </div>
    </footer>
  )
}
