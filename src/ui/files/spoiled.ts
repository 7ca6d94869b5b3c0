import { createSignal } from 'solid-js'
import type { Outcome } from '../view.ts'

/** The file itself is at fault, so that no other try and no other screen would do. */
const ITS_OWN_FAULT = new Set(['picture-unreadable', 'pdf-unreadable'])

/** Files that turned out, when they were to be shown, to be none that can be: said beside them, and not offered again. */
export function createSpoiled() {
  const [spoiled, setSpoiled] = createSignal<ReadonlySet<string>>(new Set())
  return {
    has: (id: string) => spoiled().has(id),
    /** The answer to showing it, kept in mind. */
    hear(id: string, outcome: Outcome): Outcome {
      if (outcome !== undefined && ITS_OWN_FAULT.has(outcome)) setSpoiled((before) => new Set([...before, id]))
      return outcome
    },
  }
}
