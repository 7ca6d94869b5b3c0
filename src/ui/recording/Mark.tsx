import type { RecordingWords } from '../strings/recording.ts'
import { useRecordingWords } from '../strings/recording.ts'
import { running } from './running.ts'
import type { RecordingView } from './view.ts'

/** Says whether this meeting is recorded, for those who listen and for those who count on it. Always in the page. */
export function RecordingMark(props: { view: RecordingView }) {
  const words = useRecordingWords()
  return (
    <>
      <p class="heard" role="status">
        {props.view.at === 'on' ? words().onSaid : restsBecause(words(), props.view)}
      </p>
      <data
        class="heard"
        aria-hidden="true"
        data-testid="recording"
        data-state={props.view.at}
        data-cause={props.view.cause}
        value={props.view.at}
      >
        {props.view.at}
      </data>
    </>
  )
}

/** In the band around the screen; undefined while nobody asked. The time is drawn and not announced. */
export function bandWords(words: RecordingWords, view: RecordingView): string | undefined {
  if (view.at === 'off') return undefined
  return view.at === 'on' ? words.on(running(view.ms)) : restsBecause(words, view)
}

const restsBecause = (words: RecordingWords, { at, cause, waiting, owner }: RecordingView) =>
  at === 'off' ? '' : words.cause[cause](waiting, owner)
