import { For, Show } from 'solid-js'
import { byWhom } from '../lib/by-whom.ts'
import { useScreenWords } from '../strings/screen.ts'
import type { WallView } from '../view.ts'

/** The lists the wall has no room to draw now, for those who listen; left out while a dialog shows the same list. */
export function HeardLists(props: {
  view: WallView
  people: boolean
  notes: boolean
  files: boolean
  devices: boolean
}) {
  const { t } = useScreenWords()
  return (
    <div class="heard">
      <Show when={props.people}>
        <ul role="list" aria-label={t().wall.people}>
          <For each={props.view.people}>
            {(person) => (
              <li data-state={person.state} data-certainty={person.certainty}>
                {byWhom(t(), { by: person.name, byVisitor: person.role === 'visitor' })}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.notes}>
        <ul role="list" aria-label={t().wall.notes}>
          <For each={props.view.notes}>
            {(note) => (
              <li>
                {note.text} {note.open ? t().notes.fromBoard : t().wall.by(byWhom(t(), note))}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.files}>
        <ul role="list" aria-label={t().files.title}>
          <For each={props.view.files}>
            {(file) => (
              <li data-state={file.at}>
                {file.name} {t().wall.by(file.by || t().common.someone)}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.devices}>
        <ul role="list" aria-label={t().wall.devices}>
          <For each={props.view.devices}>
            {(device) => (
              <li data-state={device.state}>
                {device.name}, {device.kind === 'screen' ? t().common.screen : t().common.member},{' '}
                {device.state === 'here' ? t().common.here : t().common.notHere}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
