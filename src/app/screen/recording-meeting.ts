import type { Neighbours } from '../../mesh/neighbours.ts'
import type { Presence } from '../../mesh/presence.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import { admissionsOf, liveAdmission } from '../../trust/admissions.ts'

/** So long somebody at a screen that was lost is held to be in the meeting: as long as a phone may sleep. */
const LOST_MS = 15 * 60_000
/** A member's phone falls asleep at one screen after the other; for a moment none of them speaks of it. */
const MOMENT_MS = 500

/**
 * Who is in the meeting by phone, asleep or not. When a whole screen is lost its people have not left: all we know is a
 * cable. They count until their stay ends, or for a quarter of an hour.
 */
export function makeMeetingSet(deps: {
  me: DeviceId
  presence: Presence
  neighbours: Neighbours
  book: StatementBook
  roomClock: RoomClock
}) {
  const members = new Map<DeviceId, { at: readonly DeviceId[]; lastMs: number; isVisitor: boolean }>()

  return { now }

  function now(): ReadonlySet<DeviceId> {
    const nowMs = deps.roomClock.now()
    const here = new Set<DeviceId>()
    for (const { device, role } of deps.presence.people()) {
      here.add(device)
      const screens = deps.presence.screensOf(device)
      const at = screens.length > 0 ? screens : (members.get(device)?.at ?? [])
      members.set(device, { at, lastMs: nowMs, isVisitor: role === 'visitor' })
    }
    for (const [device, known] of members) {
      if (here.has(device)) continue
      if (mayStillBeHere(device, known, nowMs)) here.add(device)
      else members.delete(device)
    }
    return here
  }

  function mayStillBeHere(
    device: DeviceId,
    known: { at: readonly DeviceId[]; lastMs: number; isVisitor: boolean },
    nowMs: number,
  ) {
    const isScreenLost = known.at.some((screen) => screen !== deps.me && !deps.neighbours.linkTo(screen))
    const sinceMs = nowMs - known.lastMs
    if (sinceMs > (isScreenLost ? LOST_MS : MOMENT_MS)) return false
    const roster = deps.book.roster()
    if (!roster) return false
    if (!known.isVisitor) return roster.devices.has(device)
    return liveAdmission(admissionsOf(roster, deps.book.all()), device, nowMs) !== undefined
  }
}
