import { createSignal } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Said } from '../parts/Said.tsx'
import { useScreenWords } from '../strings/screen.ts'
import type { WallActions } from '../view.ts'
import { Part } from './Part.tsx'

/** A new PIN, and locking without waiting for the quarter of an hour. */
export function LockPart(props: {
  save: (change: Parameters<WallActions['saveSettings']>[0]) => Promise<boolean>
  onLock: () => void
}) {
  const { t } = useScreenWords()
  const [pin, setPin] = createSignal('')
  const [said, say] = createSignal('')
  const asking = createAsking()
  const change = async () => {
    if (pin().length < 4) return asking.refuse('pin-weak')
    if (!(await props.save({ pin: pin() }))) return // the page says why
    setPin('')
    say(t().settings.pinChanged)
  }
  return (
    <Part title={t().settings.lock}>
      <form
        class="pin-change"
        onSubmit={(event) => {
          event.preventDefault()
          void change()
        }}
      >
        <Field
          label={t().settings.newPin}
          digits="plain"
          help={t().settings.pinExplain}
          value={pin()}
          refusal={asking.refusal()}
          onInput={(value) => {
            asking.forgive()
            say('')
            setPin(value.replaceAll(/\D/g, ''))
          }}
        />
        <Said>{said()}</Said>
        <div class="part-acts">
          <Button type="submit">{t().settings.changePin}</Button>
          <Button onClick={() => props.onLock()}>{t().wall.lockNow}</Button>
        </div>
      </form>
    </Part>
  )
}
