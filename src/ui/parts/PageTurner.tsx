import { onCleanup, onMount } from 'solid-js'
import { createAsking } from '../lib/asking.ts'
import { useWords } from '../strings/index.ts'
import type { Outcome } from '../view.ts'
import { Button } from './Button.tsx'
import { Refusal } from './Notice.tsx'
import './page-turner.css'

/** Which page of a PDF is up, and the pages beside it. */
export function PageTurner(props: {
  page: { number: number; of: number }
  turn: (to: number) => Promise<Outcome>
  /** The keys of a presenter's remote turn it, too. */
  keys?: true
}) {
  const { t } = useWords()
  const asking = createAsking()
  const turn = (by: 1 | -1) => {
    const to = props.page.number + by
    if (to >= 1 && to <= props.page.of) void asking.ask(() => props.turn(to))
  }
  const hear = (event: KeyboardEvent) => {
    const by = KEYS[event.key]
    if (by && !isElsewhere(event.target)) turn(by)
  }
  onMount(() => {
    if (!props.keys) return
    document.addEventListener('keydown', hear)
    onCleanup(() => document.removeEventListener('keydown', hear))
  })
  return (
    <div class="page-turner">
      <Button
        look="quiet"
        busy={asking.busy()}
        off={props.page.number <= 1}
        aria-label={t().common.previousPage}
        onClick={() => turn(-1)}
      >
        <span class="page-arrow" aria-hidden="true">
          ←
        </span>
      </Button>
      <span role="status">{t().common.page(props.page.number, props.page.of)}</span>
      <Button
        look="quiet"
        busy={asking.busy()}
        off={props.page.number >= props.page.of}
        aria-label={t().common.nextPage}
        onClick={() => turn(1)}
      >
        <span class="page-arrow" aria-hidden="true">
          →
        </span>
      </Button>
      <Refusal reason={asking.refusal()} />
    </div>
  )
}

const KEYS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

/** In a dialog or a field these keys mean something else. */
const isElsewhere = (target: EventTarget | null) =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('input, textarea, select') !== null)
