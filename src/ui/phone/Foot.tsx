import type { JSX } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'

/** What the band says, and the way out: a real button, always in reach. */
export function Foot(props: {
  /** Talking to the room: here it is in reach of a thumb, wherever the page is. */
  talk: JSX.Element
  sentence: string
  open: boolean
  leave: () => Promise<Outcome>
}) {
  const { t } = useWords()
  const asking = createAsking()
  return (
    <footer class="phone-foot">
      {props.talk}
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
