/** Until when a word for strangers is good at the longest, so that nobody is vouched for overnight. */
const LONGEST_MS = 4 * 3_600_000

/**
 * For how many strangers a member's "They are with us" answers. It holds while strangers are about, and ends once none
 * has been seen for as long as it takes to leave the meeting.
 */
export function vouchedFor(
  vouch: { faces: number; at: number } | undefined,
  { nowMs, strangersSeenMs, inMeetingMs }: { nowMs: number; strangersSeenMs: number; inMeetingMs: number },
): number {
  if (!vouch || nowMs - vouch.at > LONGEST_MS) return 0
  return nowMs - Math.max(vouch.at, strangersSeenMs) > inMeetingMs ? 0 : vouch.faces
}
