/** A recording that runs is not stopped because people sit still; before a camera that sees them, somebody moves within this time. */
export const STILL_MS = 60_000

/**
 * What the camera of the screen that records can say of who is here. `sees`: each face counts. `dozes`: nothing has moved
 * before it, so that the meeting may well be where it does not look; the wall asks, and once answered that holds for the
 * whole recording, because whoever comes into view wakes it. `blind`: covered, blocked or none; the wall asks each time.
 */
export type EyeSays = 'sees' | 'dozes' | 'blind'

export function eyeSays({
  at,
  hasRun,
  stillMs,
}: {
  at: 'watching' | 'asleep' | 'shut'
  /** It has been recorded before in this meeting. */
  hasRun: boolean
  /** For so long it has been asleep. */
  stillMs: number
}): EyeSays {
  if (at === 'shut') return 'blind'
  if (at === 'watching') return 'sees'
  return hasRun && stillMs <= STILL_MS ? 'sees' : 'dozes'
}
