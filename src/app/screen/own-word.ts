import { err, type Result } from '../../lib/result.ts'
import type { RoomId } from '../../protocol/ids.ts'
import type { SignedStatement, StatementBody } from '../../protocol/statement.ts'
import type { Peer } from '../../trust/judge.ts'
import { verify, type Statement } from '../../trust/statement.ts'

/** How far a phone's clock may run ahead of the room before what it dates is not believed. */
export const AHEAD_MS = 5 * 60_000

/** What a phone hands in: signed by the very device that the link proved, for this room; else why it is not taken. */
export async function ownWord(
  room: RoomId,
  who: Peer,
  signed: SignedStatement,
): Promise<Result<Statement & { body: StatementBody }, string>> {
  const read = await verify(signed)
  if (!read.ok) return err('bad-signature')
  const { body } = read.value
  if (!body) return err('unknown-ask')
  if (body.kind === 'root' || body.room !== room) return err('wrong-room')
  return body.by === who.device ? { ok: true, value: { ...read.value, body } } : err('not-yours')
}
