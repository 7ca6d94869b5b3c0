/**
 * For how many strangers a member's "They are with us" answers. It holds while strangers are about, and ends once none
 * has been seen for as long as it takes to leave the meeting, or after `withUsMs`, so that nobody is answered for overnight.
 */
export function vouchedFor(
  vouch: { faces: number; at: number } | undefined,
  {
    nowMs,
    strangersSeenMs,
    inMeetingMs,
    withUsMs,
  }: { nowMs: number; strangersSeenMs: number; inMeetingMs: number; withUsMs: number },
): number {
  if (!vouch || nowMs - vouch.at > withUsMs) return 0
  return nowMs - Math.max(vouch.at, strangersSeenMs) > inMeetingMs ? 0 : vouch.faces
}
