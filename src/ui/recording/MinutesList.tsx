import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { clock, dayAndTime } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { FileButton } from '../parts/FileButton.tsx'
import { useWords } from '../strings/index.ts'
import { useRecordingWords } from '../strings/recording.ts'
import { Refused } from './Refused.tsx'
import { running } from './running.ts'
import type { MinutesActions, MinutesView } from './view.ts'
import './recording.css'

/** The minutes somebody may see: opening, taking along, deleting, and who did any of that. */
export function MinutesList(props: {
  minutes: readonly MinutesView[]
  actions: MinutesActions
  /** This device has no keys: "Open" shows what is known of them. */
  isSealed?: boolean
}) {
  const words = useRecordingWords()
  const asking = createAsking()
  return (
    <>
      <Refused reason={asking.refusal()} />
      <Show when={props.minutes.length === 0}>
        <p class="rows-none">{words().minutes.none}</p>
      </Show>
      <ul role="list" class="minutes" aria-label={words().minutes.title}>
        <For each={props.minutes}>
          {(minutes) => <Row minutes={minutes} actions={props.actions} asking={asking} isSealed={props.isSealed} />}
        </For>
      </ul>
      <FileButton
        label={words().minutes.openFile}
        accept=".minutes"
        busy={asking.busy()}
        onChoose={(file) => void asking.ask(() => props.actions.openFile(file))}
      />
    </>
  )
}

function Row(props: {
  minutes: MinutesView
  actions: MinutesActions
  asking: ReturnType<typeof createAsking>
  isSealed: boolean | undefined
}) {
  const words = useRecordingWords()
  const { lang } = useWords()
  const nameId = createUniqueId()
  const [isSure, setSure] = createSignal(false)
  const [isOpen, setOpen] = createSignal(false)
  const ask = (deed: () => Promise<string | undefined>) => void props.asking.ask(deed)
  const open = () => (props.isSealed ? setOpen(!isOpen()) : ask(() => props.actions.open(props.minutes.id)))
  const remove = () => {
    const wasSure = isSure()
    setSure(!wasSure)
    if (wasSure) ask(() => props.actions.delete(props.minutes.id))
  }
  return (
    <li class="minutes-one" data-state={props.minutes.deleted ? 'deleted' : 'kept'}>
      <p class="minutes-what">
        <strong id={nameId}>{words().minutes.of(dayAndTime(props.minutes.fromMs, lang()))}</strong>
        <small>
          {props.minutes.ms === undefined ? words().minutes.running : running(props.minutes.ms)},{' '}
          {words().minutes.asked(props.minutes.byName)}
        </small>
        <Show when={props.minutes.deleted}>
          {(deleted) => (
            <small role="status" data-testid="minutes-receipt" data-outstanding={deleted().outstanding.length}>
              {words().minutes.deleted} {deleted().done.length > 0 ? words().minutes.done(deleted().done) : ''}{' '}
              {deleted().outstanding.length > 0 ? words().minutes.outstanding(deleted().outstanding) : ''}
            </small>
          )}
        </Show>
      </p>
      <Show when={!props.minutes.deleted}>
        <div class="minutes-acts">
          <Button aria-describedby={nameId} aria-expanded={props.isSealed ? isOpen() : undefined} onClick={open}>
            {words().minutes.open}
          </Button>
          <Button aria-describedby={nameId} onClick={() => ask(() => props.actions.export(props.minutes.id))}>
            {words().minutes.export}
          </Button>
          <Button aria-describedby={nameId} onClick={remove}>
            {isSure() ? words().minutes.deleteSure : words().minutes.delete}
          </Button>
        </div>
      </Show>
      <Show when={!props.isSealed || isOpen() || props.minutes.deleted}>
        <details class="minutes-log" open={isOpen()}>
          <summary>{words().minutes.logTitle}</summary>
          <ul role="list" aria-label={words().minutes.logTitle}>
            <For each={props.minutes.log}>
              {(entry) => (
                <li>
                  <time>{clock(entry.atMs, lang())}</time> {words().minutes.log[entry.what]?.(entry.byName)}
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
    </li>
  )
}
