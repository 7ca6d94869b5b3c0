import type { JSX } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { clock } from '../lib/format.ts'
import { Button } from '../parts/Button.tsx'
import { Refusal } from '../parts/Notice.tsx'
import { useServiceWords } from '../strings/services.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import './services.css'

/** Somebody made this screen dark: what it shows stays, and comes back by a touch, or by a word where it listens. */
export function Dark(props: {
  by: string
  clockMs: number
  light: () => Promise<Outcome>
  /** The button to talk to the wall, where there is one. */
  children: JSX.Element
}) {
  const words = useServiceWords()
  const { lang } = useWords()
  const asking = createAsking()
  return (
    <div class="blank dark">
      <time>{clock(props.clockMs, lang())}</time>
      <p>{words().darkBy(props.by)}</p>
      <Button busy={asking.busy()} onClick={() => void asking.ask(() => props.light())}>
        {words().light}
      </Button>
      {props.children}
      <Refusal reason={asking.refusal()} />
    </div>
  )
}
