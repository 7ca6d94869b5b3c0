import { createSignal } from 'solid-js'

const [covers, setCovers] = createSignal(0)

/** A modal dialog hides whatever the page says, also that it listens. */
export const isCovered = (): boolean => covers() > 0

/** One opens. Returns what is to be done when it closes. */
export function cover(): () => void {
  setCovers((count) => count + 1)
  return () => void setCovers((count) => count - 1)
}
