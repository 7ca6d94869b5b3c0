import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import { err, type Result } from '../../lib/result.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { RoomId, StatementId } from '../../protocol/ids.ts'
import type { CallName } from '../../services/room-calls.ts'
import { consentsOf, type Consent } from '../../trust/consents.ts'
import type { Signer } from '../../trust/keys.ts'
import { sign, type Statement } from '../../trust/statement.ts'

/** What this phone's person agreed to here: signed by the phone, handed to the room, and kept by both (T19, T20). */
export type PhoneConsents = {
  mine(): Consent[]
  agree(to: string, untilMs: number): Promise<Result<unknown>>
  withdraw(of: StatementId): Promise<Result<unknown>>
}

export function makePhoneConsents(deps: {
  room: RoomId
  signer: Signer
  book: StatementBook
  roomClock: RoomClock
  random: Random
  call: (name: CallName, args: object) => Promise<Result<unknown>>
}): PhoneConsents {
  const { room, signer, book } = deps
  const said = () => ({ room, by: signer.device, at: deps.roomClock.now() })
  const mine = () => {
    const roster = book.roster()
    const all = roster ? consentsOf(roster, book.all(), deps.roomClock.now()) : []
    return all.filter(({ by }) => by === signer.device)
  }
  return {
    mine,
    async agree(to, until) {
      const nonce = toBase64url(deps.random(16))
      return tell(await sign(signer, { kind: 'consent', ...said(), nonce, person: signer.device, to, until }))
    },
    async withdraw(of) {
      if (!mine().some(({ id }) => id === of)) return err('not-yours')
      return tell(await sign(signer, { kind: 'withdraw', ...said(), of }))
    },
  }

  /** What the room has not heard does not count here either: the person sees what holds. */
  async function tell(statement: Statement): Promise<Result<unknown>> {
    const answer = await deps.call('consent', { statement: statement.signed })
    if (answer.ok) book.add([statement])
    return answer
  }
}
