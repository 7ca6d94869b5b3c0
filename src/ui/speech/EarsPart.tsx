import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Field } from '../parts/Field.tsx'
import { Part } from '../settings/Part.tsx'
import { useSpeechWords } from '../strings/speech.ts'
import { ListeningFields } from './ListeningFields.tsx'
import type { ListeningView } from './listening-view.ts'
import type { SpeechActions, SpeechView } from './view.ts'

/** Whether the room listens, and how its names are said. */
export function EarsPart(props: {
  speech: SpeechView
  /** What is called by a name here: whether it can be said is looked at anew when it changes. */
  names: string
  check: () => void
  listening: ListeningView
  listen: (on: boolean) => Promise<boolean>
  save: (change: Parameters<SpeechActions['save']>[0]) => Promise<boolean>
}) {
  const words = useSpeechWords()
  const [word, setWord] = createSignal('')
  const [like, setLike] = createSignal('')
  const add = async () => {
    if (!word().trim() || !like().trim()) return
    const soundsLike = { ...props.speech.soundsLike, [word().trim().toLowerCase()]: like().trim() }
    if (await props.save({ soundsLike })) {
      setWord('')
      setLike('')
    }
  }
  createEffect(
    on(
      () => [props.speech.on, props.names, JSON.stringify(props.speech.soundsLike)],
      () => props.speech.on && props.check(),
    ),
  )
  const without = (gone: string) =>
    Object.fromEntries(Object.entries(props.speech.soundsLike).filter(([one]) => one !== gone))
  return (
    <Part title={words().settings.title}>
      <Switch label={words().settings.on} on={props.speech.on} onTurn={(on) => props.save({ on })} />
      <p class="field-help">{words().settings.explain}</p>
      <Show when={props.speech.on}>
        <Show when={props.speech.look !== undefined}>
          <Switch
            label={words().settings.look}
            on={props.speech.look === true}
            onTurn={(look) => props.save({ look })}
          />
          <p class="field-help">{words().settings.lookExplain}</p>
        </Show>
        <Show when={props.speech.unsayable.length > 0}>
          <p role="status">
            {words().settings.unsayable} {props.speech.unsayable.join(', ')}
          </p>
        </Show>
        <For each={props.speech.doubts}>
          {({ name, like: other }) => (
            <p role="status">
              {other === undefined ? words().settings.short(name) : words().settings.alike(name, other)}
            </p>
          )}
        </For>
        <For each={Object.entries(props.speech.soundsLike)}>
          {([one, sounds]) => (
            <p>
              {words().settings.soundsLike(one)} {sounds}{' '}
              <Button
                look="quiet"
                aria-label={words().settings.forget(one)}
                onClick={() => void props.save({ soundsLike: without(one) })}
              >
                ×
              </Button>
            </p>
          )}
        </For>
        <form
          class="draft"
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <Field label={words().settings.word} value={word()} onInput={setWord} />
          <Field label={words().settings.like} value={like()} onInput={setLike} />
          <Button type="submit">{words().settings.add}</Button>
        </form>
        <Show when={props.speech.wider}>
          <p class="field-help">{words().settings.wider}</p>
        </Show>
        <Show when={props.speech.cost}>
          {(cost) => <p class="field-help">{words().settings.cost(cost().ms, cost().awakePercent, cost().mW)}</p>}
        </Show>
      </Show>
      <ListeningFields view={props.listening} turn={(on) => props.listen(on)} />
    </Part>
  )
}
