import { createSignal, For } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { useScreenWords } from '../strings/screen.ts'
import { useRightsWords } from '../strings/rights.ts'
import type { Outcome } from '../view.ts'
import './pin.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Asks for the PIN with keys of its own, for a wall has no keyboard; a real keyboard works as well. */
export function PinDialog(props: {
  unlock: (pin: string) => Promise<Outcome>
  onUnlocked: () => void
  /** The PIN is lost: another way in. */
  onWords: () => void
  onClose: () => void
  clockMs: number
  waitUntilMs?: number | undefined
}) {
  const { t } = useScreenWords()
  const rights = useRightsWords()
  const [pin, setPin] = createSignal('')
  const asking = createAsking()
  const waitSeconds = () => Math.max(0, Math.ceil(((props.waitUntilMs ?? 0) - props.clockMs) / 1000))
  const waiting = () => waitSeconds() > 0
  const press = (key: string) => {
    asking.forgive()
    setPin(pin() + key)
  }
  const submit = async () => {
    if (waiting() || pin() === '') return
    if (await asking.ask(() => props.unlock(pin()))) return props.onUnlocked()
    setPin('')
  }
  return (
    <Dialog title={t().pin.title} onClose={() => props.onClose()}>
      <form
        class="pin"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p>{t().pin.explain}</p>
        <Field
          label={t().pin.label}
          digits="secret"
          value={pin()}
          large
          // A touch wall would bring up a second keypad over ours; with a mouse the keyboard is the nearer one.
          autofocus={matchMedia('(pointer: fine)').matches}
          refusal={asking.refusal()}
          onInput={(value) => {
            asking.forgive()
            setPin(value.replaceAll(/\D/g, ''))
          }}
        />
        <div class="pin-keys" role="group" aria-label={t().pin.keypad}>
          <For each={KEYS}>{(key) => <Button onClick={() => press(key)}>{key}</Button>}</For>
          <Button look="quiet" onClick={() => setPin(pin().slice(0, -1))} aria-label={t().pin.erase}>
            <svg viewBox="0 0 32 24" class="pin-erase" aria-hidden="true">
              <path d="M11 2h17a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H11L2 12zM16 8l8 8m0-8l-8 8" />
            </svg>
          </Button>
          <Button onClick={() => press('0')}>0</Button>
        </div>
        <Button look="strong" type="submit" busy={asking.busy()} off={waiting() || pin() === ''}>
          {waiting() ? t().pin.wait(waitSeconds()) : t().pin.unlock}
        </Button>
        <Button look="quiet" onClick={() => props.onWords()}>
          {rights().trust.words.instead}
        </Button>
      </form>
    </Dialog>
  )
}
