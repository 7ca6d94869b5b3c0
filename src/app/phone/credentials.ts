import { toBase64url, type Bytes } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import type { Credentials } from '../../mesh/handshake.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { Claim } from '../../protocol/handshake.ts'
import type { DeviceId, RoomId } from '../../protocol/ids.ts'
import type { SignedStatement } from '../../protocol/statement.ts'
import { judgeScreen } from '../../trust/judge.ts'
import { signerOf, type DeviceKeys } from '../../trust/keys.ts'
import { isRosterKind } from '../../trust/roster.ts'
import { macOf } from '../../trust/transcript.ts'
import type { JoinLink } from '../../trust/join-link.ts'

type Deps = { keys: DeviceKeys; random: Random }
const helloOf = ({ keys, random }: Deps) => ({ device: keys.device, seal: keys.seal, nonce: toBase64url(random(16)) })

/** For who scanned: proves knowledge of the code without sending it, and expects the screen whose key the code named. */
export function codeCredentials(deps: Deps & { link: JoinLink }): Credentials {
  const { link } = deps
  return {
    signer: signerOf(deps.keys),
    hello: helloOf(deps),
    async claim(transcript: Bytes, side): Promise<Claim> {
      const mac = await macOf(link.code, transcript, side)
      return link.as === 'visitor' ? { as: 'code', mac } : { as: 'invited', mac, role: link.role }
    },
    judge: (_claim, theirs) => judgeScreen(theirs, { fingerprint: link.fingerprint }),
  }
}

/** For who was in the room before: a visitor shows its admission, a member its key. */
export function returningCredentials(
  deps: Deps & { room: RoomId; book: StatementBook; admission?: SignedStatement; showRosterTo: ReadonlySet<DeviceId> },
): Credentials {
  const { book, admission } = deps
  return {
    signer: signerOf(deps.keys),
    hello: { ...helloOf(deps), room: deps.room },
    claim: (_transcript, _side, theirs): Promise<Claim> => {
      if (admission) return Promise.resolve({ as: 'admitted', admission })
      const roster = book.all().flatMap(({ body, signed }) => (body && isRosterKind(body) ? [signed] : []))
      return Promise.resolve({ as: 'resident', ...(deps.showRosterTo.has(theirs.device) && { roster }) })
    },
    judge: (_claim, theirs) => {
      const roster = book.roster()
      return roster ? judgeScreen(theirs, { roster }) : Promise.resolve({ ok: false, error: 'unknown-device' })
    },
  }
}
