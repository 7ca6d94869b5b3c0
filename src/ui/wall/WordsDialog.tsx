import { createSignal, For, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Switch } from '../parts/Choice.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { useScreenWords } from '../strings/screen.ts'
import { useRightsWords } from '../strings/rights.ts'
import type { DeviceView, Outcome } from '../view.ts'
import './words.css'

/** The twelve words, typed on a wall that is still there: they open it, and put it before every other admin. */
export function WordsDialog(props: {
  devices: readonly DeviceView[]
  bring: (words: string, out: readonly string[]) => Promise<Outcome>
  /** Missing while the wall shows nothing of the room. */
  onSettings: (() => void) | undefined
  onClose: () => void
}) {
  const { t } = useScreenWords()
  const rights = useRightsWords()
  const asking = createAsking()
  const [words, setWords] = createSignal('')
  const [out, setOut] = createSignal<readonly string[]>([])
  const [done, setDone] = createSignal(false)
  const others = () => props.devices.filter((device) => device.admin && !device.me)
  const bring = async () => {
    const written = words().trim().toLowerCase().split(/\s+/).filter(Boolean)
    if (written.length !== 12) return asking.refuse('words-count')
    if (await asking.ask(() => props.bring(written.join(' '), out()))) setDone(true)
  }
  return (
    <Dialog title={rights().trust.words.title} onClose={() => props.onClose()}>
      <Show
        when={!done()}
        fallback={
          <div class="words-form">
            <p role="status">{rights().trust.words.done}</p>
            <Show when={props.onSettings}>
              {(go) => (
                <Button look="strong" onClick={() => go()()}>
                  {t().settings.title}
                </Button>
              )}
            </Show>
          </div>
        }
      >
        <form
          class="words-form"
          onSubmit={(event) => {
            event.preventDefault()
            void bring()
          }}
        >
          <p>{rights().trust.words.explain}</p>
          <Field
            label={t().setup.recoveryWords}
            plainKeys
            lines={2}
            value={words()}
            refusal={asking.refusal()}
            onInput={(value) => {
              asking.forgive()
              setWords(value)
            }}
          />
          <Show when={others().length > 0}>
            <fieldset class="words-out">
              <legend class="field-label">{rights().trust.words.alsoRemove}</legend>
              <For each={others()}>
                {(device) => (
                  <Switch
                    check
                    label={device.name || t().common.someone}
                    on={out().includes(device.id)}
                    onTurn={(on) => void setOut(on ? [...out(), device.id] : out().filter((id) => id !== device.id))}
                  />
                )}
              </For>
            </fieldset>
          </Show>
          <Button look="strong" type="submit" busy={asking.busy()}>
            {rights().trust.words.bring}
          </Button>
        </form>
      </Show>
    </Dialog>
  )
}
