import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { FileButton } from '../parts/FileButton.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { Outcome } from '../view.ts'

/** The last screen is gone, the words are not. */
export function BringBack(props: { restore: (words: string, file?: File) => Promise<Outcome> }) {
  const { t } = useScreenWords()
  const [words, setWords] = createSignal('')
  const [file, setFile] = createSignal<File>()
  const asking = createAsking()
  const restore = async () => {
    const written = words().trim().toLowerCase().split(/\s+/).filter(Boolean)
    if (written.length !== 12) return asking.refuse('words-count')
    await asking.ask(() => props.restore(written.join(' '), file()))
  }
  return (
    <form
      class="instead"
      aria-labelledby="restore-title"
      onSubmit={(event) => {
        event.preventDefault()
        void restore()
      }}
    >
      <h2 id="restore-title">{t().setup.restoreTitle}</h2>
      <Field
        label={t().setup.recoveryWords}
        help={t().setup.restoreHelp}
        plainKeys
        lines={2}
        value={words()}
        refusal={asking.refusal()}
        onInput={(value) => {
          asking.forgive()
          setWords(value)
        }}
      />
      <div class="instead-acts">
        <Button type="submit" busy={asking.busy()}>
          {asking.busy() ? t().setup.restoring : t().setup.restore}
        </Button>
        <FileButton label={t().setup.backupFile} onChoose={setFile} />
        <Show when={file()}>{(chosen) => <span class="instead-file">{chosen().name}</span>}</Show>
      </div>
    </form>
  )
}
