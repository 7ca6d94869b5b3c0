import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Choice } from '../parts/Choice.tsx'
import { Field } from '../parts/Field.tsx'
import { FileButton } from '../parts/FileButton.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import type { PhoneView } from './view.ts'

/** The largest action of a phone. What was written stays until the wall has it. */
export function ShowPanel(props: {
  screens: PhoneView['screens']
  showText: (text: string, on: string) => Promise<Outcome>
  showPicture: (file: File, on: string) => Promise<Outcome>
}) {
  const { t } = useWords()
  const [opened, open] = createSignal(false)
  const [text, setText] = createSignal('')
  const [on, setOn] = createSignal('all')
  const [said, say] = createSignal('')
  const asking = createAsking()
  let opener: HTMLButtonElement | undefined

  /** A screen that went away cannot be the answer any more. */
  const target = () => (props.screens.some((screen) => screen.id === on()) ? on() : 'all')
  const close = () => {
    open(false)
    asking.forgive()
    queueMicrotask(() => opener?.focus())
  }
  const show = async () => {
    if (text().trim() === '') return asking.refuse('text-empty')
    if (!(await asking.ask(() => props.showText(text().trim(), target())))) return
    setText('')
    shown()
  }
  const showPicture = async (file: File) => {
    if (await asking.ask(() => props.showPicture(file, target()))) shown()
  }
  const shown = () => {
    close()
    say(t().phone.shown)
  }
  return (
    <>
      <p class="heard" role="status">
        {said()}
      </p>
      <Show
        when={opened()}
        fallback={
          <button
            class="show"
            type="button"
            ref={opener}
            onClick={() => {
              say('')
              open(true)
            }}
          >
            {t().phone.show}
          </button>
        }
      >
        <form
          class="show-panel"
          onSubmit={(event) => {
            event.preventDefault()
            void show()
          }}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        >
          <Field
            label={t().phone.show}
            hint={t().phone.showHint}
            lines={3}
            value={text()}
            ref={(field) => queueMicrotask(() => field.focus())}
            onInput={(value) => {
              asking.forgive()
              setText(value)
            }}
          />
          <Show when={props.screens.length > 1}>
            <Choice
              label={t().phone.onWhich}
              options={[
                { value: 'all', label: t().phone.everyScreen },
                ...props.screens.map((screen) => ({ value: screen.id, label: screen.name })),
              ]}
              value={target()}
              onChoose={setOn}
            />
          </Show>
          <Refusal reason={asking.refusal()} />
          <div class="show-acts">
            <Button look="strong" type="submit" busy={asking.busy()}>
              {t().phone.showShort}
            </Button>
            <FileButton
              label={t().phone.showPicture}
              accept="image/*"
              busy={asking.busy()}
              onChoose={(file) => void showPicture(file)}
            />
            <Button look="quiet" onClick={close}>
              {t().common.cancel}
            </Button>
          </div>
        </form>
      </Show>
    </>
  )
}
