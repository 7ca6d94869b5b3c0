import { createEffect, createSignal, For, Match, on, Show, Suspense, Switch } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { later } from '../lib/later.ts'
import { Button } from '../parts/Button.tsx'
import { FileButton } from '../parts/FileButton.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useFileWords } from '../strings/files.ts'
import type { OccasionChoices } from '../appear/view.ts'
import type { PersonView } from '../view.ts'
import type { FileActions, FileView } from './file-view.ts'
import { FileRow } from './FileRow.tsx'
import { folded } from './folded.ts'
import { newsOf } from './news.ts'
import { createSpoiled } from './spoiled.ts'

// For members only: a visitor's phone loads neither this nor its words.
const ShowWhen = later(async () => ({ default: (await import('../appear/ShowWhen.tsx')).ShowWhen }))
const WhenShown = later(async () => ({ default: (await import('../appear/ShowWhen.tsx')).WhenShown }))

const ROOM = 'room'

/** The room's files and those on their way, and a way to send more: to everybody here, or to one person. */
export function PhoneFiles(props: {
  files: readonly FileView[]
  people: readonly PersonView[]
  mayRemoveAll: boolean
  /** When a file may appear by itself; missing where that is not this person's to say. */
  occasions: OccasionChoices | undefined
  /** Why something that was asked for a while ago came to nothing. */
  refusal: string | undefined
  actions: FileActions
}) {
  const words = useFileWords()
  const { t } = words
  const [to, setTo] = createSignal(ROOM)
  const [said, say] = createSignal('')
  const [isOpen, open] = createSignal(false)
  const asking = createAsking()
  const spoiled = createSpoiled()
  const shown = () => (isOpen() ? props.files : folded(props.files))
  const isFoldable = () => folded(props.files).length < props.files.length
  const others = () => props.people.filter(({ me, state }) => !me && state === 'here')
  const named = (person: PersonView) => person.name || t().common.someone
  /** Somebody who left cannot be the answer any more. */
  const target = () => others().find(({ id }) => id === to())
  const send = async (file: File) => {
    const refused = await props.actions.send(file, target()?.id ?? ROOM)
    if (refused !== undefined) asking.refuse(refused)
  }
  createEffect(
    on(
      () => props.files.map((file) => ({ ...file })),
      (now, before) => {
        const news = before && newsOf(before, now, words)
        if (news) say(news)
      },
    ),
  )
  return (
    <section class="files" aria-labelledby="files-title">
      <h2 id="files-title">{t().files.title}</h2>
      <div class="files-send">
        <label class="files-to">
          <span>{t().files.to}</span>
          <select
            class="field-input"
            value={target()?.id ?? ROOM}
            onChange={(event) => setTo(event.currentTarget.value)}
          >
            <option value={ROOM}>{t().files.room}</option>
            <For each={others()}>{(person) => <option value={person.id}>{named(person)}</option>}</For>
          </select>
        </label>
        <FileButton
          label={t().files.send}
          several
          onChoose={(file) => {
            asking.forgive()
            void send(file)
          }}
        />
      </div>
      <p class="files-hint">
        <Show when={target()} fallback={t().files.roomHint}>
          {(person) => t().files.personHint(named(person()))}
        </Show>
      </p>
      <Refusal reason={asking.refusal() ?? props.refusal} />
      <ul class="files-list" role="list" aria-label={t().files.title}>
        <For each={shown()}>
          {(file) => (
            <FileRow
              file={file}
              spoiled={spoiled.has(file.id)}
              note={
                <Show when={file.when && props.occasions && { when: file.when, choices: props.occasions }}>
                  {(note) => (
                    <Suspense>
                      <WhenShown when={note().when} choices={note().choices} />
                    </Suspense>
                  )}
                </Show>
              }
            >
              {(nameId) => (
                <Acts
                  file={file}
                  nameId={nameId}
                  mayRemoveAll={props.mayRemoveAll}
                  occasions={props.occasions}
                  actions={props.actions}
                  spoiled={spoiled}
                  ask={(question) => void asking.ask(question)}
                />
              )}
            </FileRow>
          )}
        </For>
      </ul>
      <Show when={isFoldable()}>
        <Button look="quiet" onClick={() => open(!isOpen())}>
          {isOpen() ? t().files.newest : t().files.all(props.files.length)}
        </Button>
      </Show>
      <Said>{said()}</Said>
    </section>
  )
}

/** Words alone on the buttons; which file they are of is said by its name. */
function Acts(props: {
  file: FileView
  nameId: string
  mayRemoveAll: boolean
  occasions: OccasionChoices | undefined
  actions: FileActions
  spoiled: ReturnType<typeof createSpoiled>
  ask: (question: Parameters<ReturnType<typeof createAsking>['ask']>[0]) => void
}) {
  const { t } = useFileWords()
  const id = () => props.file.id
  return (
    <Switch
      fallback={
        <Button look="quiet" aria-describedby={props.nameId} onClick={() => props.actions.cancel(id())}>
          {t().files.cancel}
        </Button>
      }
    >
      <Match when={props.file.at === 'asked'}>
        <Button aria-describedby={props.nameId} onClick={() => props.actions.decline(id())}>
          {t().files.decline}
        </Button>
        <Button aria-describedby={props.nameId} onClick={() => props.actions.accept(id())}>
          {t().files.accept}
        </Button>
      </Match>
      <Match when={props.file.at === 'kept' || props.file.at === 'whole'}>
        <Button look="quiet" aria-describedby={props.nameId} onClick={() => props.ask(() => props.actions.save(id()))}>
          {t().files.save}
        </Button>
        <Show when={props.file.picture && !props.spoiled.has(id())}>
          <Button
            look="quiet"
            aria-describedby={props.nameId}
            onClick={() => props.ask(async () => props.spoiled.hear(id(), await props.actions.show(id())))}
          >
            {t().files.putUp}
          </Button>
          <Show when={props.file.at === 'kept' && props.occasions}>
            {(choices) => (
              <Suspense>
                <ShowWhen
                  file={props.file}
                  nameId={props.nameId}
                  choices={choices()}
                  set={(occasions) => props.actions.setShowWhen(id(), occasions)}
                />
              </Suspense>
            )}
          </Show>
        </Show>
        <Show
          when={props.file.at === 'whole'}
          fallback={
            <Show when={props.file.mine || props.mayRemoveAll}>
              <Button
                look="quiet"
                aria-label={t().common.removeNamed(props.file.name)}
                onClick={() => props.ask(() => props.actions.remove(id()))}
              >
                {t().common.remove}
              </Button>
            </Show>
          }
        >
          <Button look="quiet" aria-describedby={props.nameId} onClick={() => props.actions.cancel(id())}>
            {t().files.putAway}
          </Button>
        </Show>
      </Match>
      <Match when={props.file.at === 'over'}>
        <Button look="quiet" aria-describedby={props.nameId} onClick={() => props.actions.cancel(id())}>
          {t().files.putAway}
        </Button>
      </Match>
    </Switch>
  )
}
