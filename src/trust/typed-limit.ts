/**
 * Tries at typed codes on one screen, plain JSON. A try counts when it begins: whoever breaks off after our message has
 * had a guess as much as whoever was wrong.
 */
export type TypedState = { open: number; level: number; lastMs: number }
export const NO_TYPED: TypedState = { open: 0, level: 0, lastMs: 0 }

/** How long typed codes rest. The QR code beside them goes on working. */
export function typedWaitMs({ open, level, lastMs }: TypedState, nowMs: number): number {
  const pause = open >= TRIES ? Math.min(FIRST_PAUSE_MS * 2 ** level, LONGEST_PAUSE_MS) : 0
  return Math.min(Math.max(0, lastMs + pause - nowMs), pause)
}

/** Somebody begins a typed code. Denied while typed codes rest; then a new code is shown, and the pause is longer next time. */
export function typedBegins(state: TypedState, nowMs: number): { state: TypedState; allowed: boolean; waitMs: number } {
  const waitMs = typedWaitMs(state, nowMs)
  // A clock that was put back would make the pause endless: it begins again from now instead.
  if (waitMs > 0) return { state: { ...state, lastMs: Math.min(state.lastMs, nowMs) }, allowed: false, waitMs }
  const rested = state.open >= TRIES ? { open: 0, level: state.level + 1 } : { open: state.open, level: state.level }
  const quietDays = Math.max(0, Math.floor((nowMs - state.lastMs) / DAY_MS))
  return {
    state: { open: rested.open + 1, level: Math.max(0, rested.level - quietDays), lastMs: nowMs },
    allowed: true,
    waitMs: 0,
  }
}

/** It was right: the tries start over. The level does not: a guest who gets in does not pay for who guesses beside them. */
export const typedSucceeds = (state: TypedState): TypedState => ({ ...state, open: 0 })

/** Three for each code, or until somebody is right; not anew with every new code, or a guesser would just wait 90 s. */
const TRIES = 3
const FIRST_PAUSE_MS = 90_000
const LONGEST_PAUSE_MS = 3_600_000
const DAY_MS = 86_400_000
