import { Show } from 'solid-js'
import { useWords, type Sentence } from '../strings/index.ts'
import { useRecordingWords } from '../strings/recording.ts'
import '../parts/notice.css'

/** Why not, in three short sentences. The reasons of recordings are loaded with them, not with a visitor's first words. */
export function Refused(props: { reason: string | undefined }) {
  const words = useRecordingWords()
  const room = useWords()
  const sentence = (reason: string): Sentence => {
    const own: Record<string, Sentence> = words().reasons
    return Object.hasOwn(own, reason) ? (own[reason] as Sentence) : room.sentence(reason)
  }
  return (
    <Show when={props.reason}>
      {(reason) => (
        <p class="refusal" role="alert" data-reason={reason()}>
          <strong>{sentence(reason()).what}</strong> {sentence(reason()).safe} {sentence(reason()).todo}
        </p>
      )}
    </Show>
  )
}
