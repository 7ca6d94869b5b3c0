import { Show } from 'solid-js'
import { Dialog } from '../parts/Dialog.tsx'
import { useRecordingWords } from '../strings/recording.ts'
import { MinutesList } from './MinutesList.tsx'
import { Player } from './Player.tsx'
import type { MinutesActions, MinutesView, PlayerView } from './view.ts'

/** Minutes at the wall: it keeps them for others, and plays only a file that somebody brings with its keys. */
export function MinutesDialog(props: {
  minutes: readonly MinutesView[]
  player: PlayerView | undefined
  actions: MinutesActions
  onClose: () => void
}) {
  const words = useRecordingWords()
  return (
    <Dialog title={words().minutes.title} size="wide" onClose={() => props.onClose()}>
      <p>{words().minutes.sealed}</p>
      <Show when={props.player}>{(player) => <Player view={player()} actions={props.actions.player} />}</Show>
      <MinutesList minutes={props.minutes} actions={props.actions} isSealed />
    </Dialog>
  )
}
