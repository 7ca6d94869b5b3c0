import { createSignal, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { useFaceWords } from '../strings/faces.ts'
import { FaceDialog } from './FaceDialog.tsx'
import { ForgetDialog } from './ForgetDialog.tsx'
import { Sees } from './Sees.tsx'
import type { WallFaceActions, WallFaces as View } from './view.ts'

/** What the wall says and offers about faces. None of it is behind the PIN: it belongs to whoever is looked at. */
export function WallFaces(props: { view: View; actions: WallFaceActions; roomName: string }) {
  const words = useFaceWords()
  const [forgetting, setForgetting] = createSignal(false)
  return (
    <div class="wall-faces" role="group" aria-label={words().settings.title}>
      <Sees sees={props.view.sees} cover={(covered) => props.actions.cover(covered)} />
      <Show when={props.view.eyes.mode === 'names'}>
        <Button look="quiet" onClick={() => props.actions.begin()}>
          {words().ask.title}
        </Button>
        <Button look="quiet" onClick={() => setForgetting(true)}>
          {words().mine.forget}
        </Button>
      </Show>
      <Show when={props.view.enrol}>
        {(enrol) => <FaceDialog view={enrol()} actions={props.actions} roomName={props.roomName} />}
      </Show>
      <Show when={forgetting()}>
        <ForgetDialog
          seen={props.view.before}
          forgotten={props.view.forgotten}
          forgetSeen={(person) => props.actions.forgetSeen(person)}
          forgetReceipt={(receipt) => props.actions.forgetReceipt(receipt)}
          onClose={() => setForgetting(false)}
        />
      </Show>
    </div>
  )
}
