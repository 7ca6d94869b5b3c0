import { createUniqueId, Show, type JSX } from 'solid-js'
import { byWhom } from '../lib/by-whom.ts'
import { bytes } from '../lib/format.ts'
import { useFileWords } from '../strings/files.ts'
import type { FileView } from './file-view.ts'
import { howItStands } from './how-it-stands.ts'
import './files.css'

/** One file: its name as plain text, how it stands in words, a thin bar while it moves, and what can be done with it. */
export function FileRow(props: {
  file: FileView
  /** It was to be shown, and cannot be. */
  spoiled?: boolean
  note?: JSX.Element
  children: (nameId: string) => JSX.Element
}) {
  const words = useFileWords()
  const { t, lang } = words
  const nameId = createUniqueId()
  const about = () => {
    const size = bytes(props.file.size, lang())
    if (props.file.mine && props.file.at !== 'kept') return t().files.toWhom(size, props.file.to ?? t().files.theWall)
    return t().files.about(size, props.file.mine ? t().common.you : byWhom(t(), props.file))
  }
  const state = () => (props.spoiled ? t().files.broken : howItStands(props.file, words))
  const isUnderWay = () => props.file.at === 'moving' || (props.file.at === 'paused' && props.file.bytes > 0)
  return (
    <li class="file" data-state={props.file.at}>
      <p class="file-words">
        <bdi class="file-name" id={nameId}>
          {props.file.name}
        </bdi>
        <small>{about()}</small>
        <Show when={state()}>{(said) => <small class="file-state">{said()}</small>}</Show>
        {props.note}
      </p>
      <div class="file-acts">{props.children(nameId)}</div>
      <Show when={isUnderWay()}>
        <progress
          class="file-bar"
          aria-label={t().files.progress(props.file.name)}
          max={Math.max(1, props.file.size)}
          value={props.file.bytes}
        />
      </Show>
    </li>
  )
}
