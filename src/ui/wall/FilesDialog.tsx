import { For, Show } from 'solid-js'
import { ShowWhen, WhenShown } from '../appear/ShowWhen.tsx'
import type { OccasionChoices, Occasions } from '../appear/view.ts'
import type { FileView } from '../files/file-view.ts'
import { FileRow } from '../files/FileRow.tsx'
import { createSpoiled } from '../files/spoiled.ts'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome } from '../view.ts'

/** The room's files, and those that are on their way to it. */
export function FilesDialog(props: {
  files: readonly FileView[]
  show: (file: string) => Promise<Outcome>
  occasions: OccasionChoices
  setShowWhen: (file: string, occasions: Occasions) => Promise<Outcome>
  /** Takes it out of the room, or stops it on its way. */
  remove: (file: string) => Promise<Outcome>
  onClose: () => void
}) {
  const { t } = useScreenWords()
  const asking = createAsking()
  const spoiled = createSpoiled()
  const show = async (file: string) => {
    if (await asking.ask(async () => spoiled.hear(file, await props.show(file)))) props.onClose()
  }
  return (
    <Dialog title={t().files.title} onClose={() => props.onClose()}>
      <Refusal reason={asking.refusal()} />
      <Show when={props.files.length === 0}>
        <p class="rows-none">{t().files.none}</p>
      </Show>
      <ul role="list" aria-label={t().files.title}>
        <For each={props.files}>
          {(file) => (
            <FileRow
              file={file}
              spoiled={spoiled.has(file.id)}
              note={<Show when={file.when}>{(when) => <WhenShown when={when()} choices={props.occasions} />}</Show>}
            >
              {(nameId) => (
                <>
                  <Show when={file.picture && file.at === 'kept' && !spoiled.has(file.id)}>
                    <Button busy={asking.busy()} aria-describedby={nameId} onClick={() => void show(file.id)}>
                      {t().files.show}
                    </Button>
                    <ShowWhen
                      file={file}
                      nameId={nameId}
                      choices={props.occasions}
                      set={(occasions) => props.setShowWhen(file.id, occasions)}
                    />
                  </Show>
                  <Button
                    busy={asking.busy()}
                    aria-label={file.at === 'kept' ? t().common.removeNamed(file.name) : undefined}
                    aria-describedby={file.at === 'kept' ? undefined : nameId}
                    onClick={() => void asking.ask(() => props.remove(file.id))}
                  >
                    {file.at === 'kept' ? t().common.remove : t().files.cancel}
                  </Button>
                </>
              )}
            </FileRow>
          )}
        </For>
      </ul>
    </Dialog>
  )
}
