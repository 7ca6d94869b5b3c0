import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useRuleWords } from '../strings/rules.ts'
import type { Outcome } from '../view.ts'
import { Blank } from '../wall/Still.tsx'

/**
 * A rule wants nothing shown. Which one, and of whom it speaks, is for admins: one can turn it off here, so that nobody is
 * shut out of a room by its rule.
 */
export function BlankedByRule(props: { clockMs: number; turnOff: () => Promise<Outcome> }) {
  const words = useRuleWords()
  const asking = createAsking()
  return (
    <Blank clockMs={props.clockMs} words={words().blank}>
      <Button busy={asking.busy()} onClick={() => void asking.ask(props.turnOff)}>
        {words().turnOff}
      </Button>
      <Refusal reason={asking.refusal()} />
    </Blank>
  )
}
