/** Who reads a code in its last second still has to walk through the handshake. */
const SLACK_MS = 5_000

/** Whether a code or an invitation still lets somebody in, by the clock of the screen that shows it (T14). */
export const isInTime = (
  { shownAtMs = -Infinity, goodUntilMs }: { shownAtMs?: number; goodUntilMs: number },
  nowMs: number,
): boolean =>
  // My clock may have been put back since: a code from the future is as bad as an old one.
  nowMs <= goodUntilMs + SLACK_MS && nowMs >= shownAtMs - SLACK_MS
