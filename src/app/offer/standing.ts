import type { Clock } from '../../lib/clock.ts'

/** A window raised under the cursor between the two clicks of a double click takes the second; nobody reads that fast. */
const STANDS_MS = 1_000

/** Whether a question, as it is now, has stood before a person long enough for their tap to be meant for it. */
export function watchStanding(deps: { clock: Clock; onChange: () => void }) {
  let question: string | undefined
  let isSeen = false
  let isRipe = false
  let stopTimer = () => {}
  return {
    isRipe: () => isRipe,
    /** Undefined while nothing is asked. */
    ask(next: string | undefined): void {
      if (next === question) return
      question = next
      begin()
    },
    /** The window is visible and has the focus; or no longer. */
    see(now: boolean): void {
      if (now === isSeen) return
      isSeen = now
      begin()
    },
  }

  function begin() {
    stopTimer()
    isRipe = false
    if (!isSeen || question === undefined) return
    stopTimer = deps.clock.after(STANDS_MS, () => {
      isRipe = true
      deps.onChange()
    })
  }
}
