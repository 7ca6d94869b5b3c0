import { toBase64url } from '../../lib/bytes.ts'
import type { Clock, Random } from '../../lib/clock.ts'
import type { Credentials } from '../../mesh/handshake.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import { judgeClaim, type LiveCode, type LiveInvitation } from '../../trust/judge.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import { isRosterKind } from '../../trust/roster.ts'

/** How a screen shows itself, and judges whoever comes: anew for every handshake, since the nonce is. */
export function screenCredentials(deps: {
  keys: DeviceKeys
  room: RoomId
  book: StatementBook
  random: Random
  clock: Clock
  roomClock: RoomClock
  codes: () => readonly LiveCode[]
  invitations: () => readonly LiveInvitation[]
  /** Devices that refused us as unknown: they get to see the roster that names us. So do removed ones, once they come. */
  showRosterTo: ReadonlySet<DeviceId>
}): Credentials {
  const { book } = deps
  return {
    signer: signerOf(deps.keys),
    hello: { device: deps.keys.device, seal: deps.keys.seal, room: deps.room, nonce: toBase64url(deps.random(16)) },
    claim: (_transcript, _side, theirs) =>
      Promise.resolve({
        as: 'resident',
        ...((deps.showRosterTo.has(theirs.device) || book.roster()?.removed.has(theirs.device)) && {
          roster: book.all().flatMap(({ body, signed }) => (body && isRosterKind(body) ? [signed] : [])),
        }),
      }),
    async judge(claim, theirs, transcript, theirSide) {
      const roster = book.roster()
      if (!roster) return { ok: false, error: 'unknown-device' }
      const verdict = await judgeClaim(claim, theirs, transcript, theirSide, {
        roster,
        statements: book.all(),
        codes: deps.codes(),
        invitations: deps.invitations(),
        // Codes live by this screen's own clock, admissions by the room's; they differ only where a clock is wrong.
        nowMs: deps.clock.now(),
        roomNowMs: deps.roomClock.now(),
      })
      if (!verdict.ok) return verdict
      if (verdict.value.adopted) book.add(verdict.value.adopted)
      return { ok: true, value: verdict.value.peer }
    },
  }
}
