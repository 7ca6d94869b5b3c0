import { createSignal, Show } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { Said } from '../parts/Said.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'

/** The way out is a real button at the end of the page; an admin's phone is also the wall's key. */
export function Foot(props: { admin: boolean; unlock: () => Promise<Outcome>; leave: () => Promise<Outcome> }) {
  const { t } = useWords()
  const unlocking = createAsking()
  const leaving = createAsking()
  const [said, say] = createSignal('')
  const unlock = async () => {
    if (await unlocking.ask(() => props.unlock())) say(t().phone.unlocked)
  }
  return (
    <footer class="phone-foot">
      <Refusal reason={unlocking.refusal() ?? leaving.refusal()} />
      <Said>{said()}</Said>
      <div class="phone-foot-acts">
        <Show when={props.admin}>
          <Button busy={unlocking.busy()} onClick={() => void unlock()}>
            {t().phone.unlock}
          </Button>
        </Show>
        <Button busy={leaving.busy()} onClick={() => void leaving.ask(() => props.leave())}>
          {t().phone.leave}
        </Button>
      </div>
      <p class="phone-closed">{t().membrane.closed}</p>
    </footer>
  )
}
