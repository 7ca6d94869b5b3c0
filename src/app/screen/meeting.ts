import type { Clock, Random } from '../../lib/clock.ts'
import { startNeighbours, type Neighbours } from '../../mesh/neighbours.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { OpenRtc } from '../../mesh/rtc.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import type { LiveCode, LiveInvitation } from '../../trust/judge.ts'
import type { DeviceKeys } from '../../trust/keys.ts'
import { screenCredentials } from './credentials.ts'

/** Whom this screen shakes hands with, and what it shows of its roster to those that do not know it yet. */
export function startMeeting(deps: {
  keys: DeviceKeys
  room: RoomId
  boot: string
  openRtc: OpenRtc
  openRelay: OpenRtc
  book: StatementBook
  clock: Clock
  random: Random
  roomClock: RoomClock
  codes: () => readonly LiveCode[]
  invitations: () => readonly LiveInvitation[]
  /** A screen that has proven itself says that we were taken out of the room. */
  onRemoved: () => void
}): { neighbours: Neighbours; isTaken(device: DeviceId): void; stop(): void } {
  const { keys, book } = deps
  const me = keys.device
  const showRosterTo = new Set<DeviceId>()
  const neighbours = startNeighbours({
    device: me,
    boot: deps.boot,
    openRtc: deps.openRtc,
    openRelay: deps.openRelay,
    clock: deps.clock,
    random: deps.random,
    // A screen that was removed takes nobody in.
    welcome: () => (book.roster()?.devices.has(me) ? screenCredentials({ ...deps, showRosterTo }) : undefined),
  })
  const stopRefusals = neighbours.onRefused(({ reason, device, proven }) => {
    if (proven && device && reason === 'unknown-device') showRosterTo.add(device)
    // Whoever refuses a removed device shows it the roster it goes by. If by that one and ours together we still belong,
    // whoever removed us was removed itself, and the other has yet to hear of it.
    if (proven && device && reason === 'removed' && book.roster()?.devices.has(me)) showRosterTo.add(device)
    else if (proven && reason === 'removed') deps.onRemoved()
  })
  return {
    neighbours,
    isTaken: (device) => void showRosterTo.delete(device),
    stop() {
      stopRefusals()
      neighbours.stop()
    },
  }
}
