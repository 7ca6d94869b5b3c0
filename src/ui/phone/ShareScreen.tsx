import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'

/** A laptop's screen on the wall it is at. Phones cannot, and do not see this. */
export function ShareScreen(props: { on: boolean; turn: (on: boolean) => Promise<Outcome> }) {
  const { t } = useWords()
  const asking = createAsking()
  return (
    <div class="share-screen">
      <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.turn(!props.on))}>
        {props.on ? t().share.stop : t().share.start}
      </Button>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
