/** What decides how soon to look again. */
export type Scene = {
  /** Somebody's identity is still open. */
  isOpen: boolean
  /** Faces are being followed. */
  isPeopled: boolean
  /** A rule hangs on strangers, such as blanking: a newcomer must be seen at once. */
  strangersMatter: boolean
  /** Somebody near looks at this screen, and speaking to it means something: lips move five times a second. */
  isFaced: boolean
  /** Since the last change in the picture. */
  stillForMs: number
}

/** While somebody's identity is open: eight looks (agreement.ts) fit into the half second until the walls are blank. */
const OPEN_MS = 50
/** Ten looks a second: how soon a newcomer is noticed at all. */
const QUICK_MS = 100
const CALM_MS = 250
const ASLEEP_MS = 500
/** With nothing changing for so long, only motion is looked for. */
const SLEEP_AFTER_MS = 5_000
/** A still picture is looked at whole so often nevertheless, for whoever came in slowly. */
const RECHECK_PEOPLED_MS = 2_000
const RECHECK_EMPTY_MS = 5_000
/** Time for every part of the picture to be looked at closely twice, at ten looks a second and two parts in each. */
const LOOK_ON_MS = 600
/** The far detector costs more than the near one; a face at the far end may wait a second. */
export const FAR_EVERY_MS = 1_000

/** Parts of the picture looked at closely in each look: all six of a usual camera within three looks, those where something moves first. */
export const PARTS_WHERE_STRANGERS_MATTER = 2

/** From the start of one look to the start of the next. */
export function lookEveryMs({ isOpen, strangersMatter, isFaced, stillForMs }: Scene): number {
  if (isOpen) return OPEN_MS
  if (strangersMatter || isFaced) return QUICK_MS
  return stillForMs > SLEEP_AFTER_MS ? ASLEEP_MS : CALM_MS
}

/**
 * Whether a look may end with "nothing moved". Not right after a change: whoever came in and stands may be in a part of
 * the picture that was not looked at closely yet.
 */
export function mayBeStill({ isOpen, isPeopled, isFaced, stillForMs }: Scene, sinceWholeMs: number): boolean {
  return (
    !isOpen &&
    !isFaced &&
    stillForMs >= LOOK_ON_MS &&
    sinceWholeMs < (isPeopled ? RECHECK_PEOPLED_MS : RECHECK_EMPTY_MS)
  )
}

export const isAsleep = ({ isOpen, stillForMs }: Scene): boolean => !isOpen && stillForMs > SLEEP_AFTER_MS
