import { createAsking } from '../lib/asking.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useRuleWords } from '../strings/rules.ts'
import type { Outcome } from '../view.ts'
import { Blank } from '../wall/Still.tsx'

/** A rule wants nothing shown: the wall says which one, and an admin can turn it off, so that nobody is shut out by a rule. */
export function BlankedByRule(props: { clockMs: number; text: string; turnOff: () => Promise<Outcome> }) {
  const words = useRuleWords()
  const asking = createAsking()
  return (
    <Blank clockMs={props.clockMs} words={words().blank}>
      <p role="status">
        <bdi>{props.text}</bdi>
      </p>
      <Button busy={asking.busy()} onClick={() => void asking.ask(props.turnOff)}>
        {words().turnOff}
      </Button>
      <Refusal reason={asking.refusal()} />
    </Blank>
  )
}
