import { Show } from 'solid-js'
import { FaceDialog } from './FaceDialog.tsx'
import { Mine } from './Mine.tsx'
import { WithUs } from './Sees.tsx'
import type { PhoneFaceActions, PhoneFaces as View } from './view.ts'

/** On a phone: what the room knows of this person, and, while the room is paused, a member's word for whoever is new. */
export default function PhoneFaces(props: {
  view: View
  paused: boolean
  actions: PhoneFaceActions
  roomName: string
}) {
  return (
    <>
      <Show when={props.paused && props.view.mayVouch}>
        <WithUs say={() => props.actions.withUs()} />
      </Show>
      <Show when={!props.paused && (props.view.offered || props.view.mine.forgotten)}>
        <Mine
          mine={props.view.mine}
          begin={() => props.actions.begin()}
          forget={() => props.actions.forget()}
          notMe={() => props.actions.notMe()}
          check={props.view.mayCheck ? () => props.actions.check() : undefined}
        />
      </Show>
      <Show when={props.view.enrol}>
        {(enrol) => <FaceDialog view={enrol()} actions={props.actions} roomName={props.roomName} />}
      </Show>
    </>
  )
}
