import { createSignal } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'

/** What the band says, and the way out: a real button, always in reach. */
export function Foot(props: { sentence: string; open: boolean; leave: () => Promise<Outcome> }) {
  const { t } = useWords()
  const asking = createAsking()
  return (
    <footer class="phone-foot">
      <Refusal reason={asking.refusal()} />
      <div class="phone-foot-acts">
        <p class="phone-closed" classList={{ 'is-open': props.open }}>
          {props.sentence}
        </p>
        <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.leave())}>
          {t().phone.leave}
        </Button>
      </div>
    </footer>
  )
}

/** An admin's phone is also the wall's key. */
export function Unlock(props: { unlock: () => Promise<Outcome> }) {
  const { t } = useWords()
  const asking = createAsking()
  const [said, say] = createSignal('')
  const unlock = async () => {
    if (await asking.ask(() => props.unlock())) say(t().phone.unlocked)
  }
  return (
    <div class="phone-unlock">
      <Button busy={asking.busy()} onClick={() => void unlock()}>
        {t().phone.unlock}
      </Button>
      <Said>{said()}</Said>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
