import type { DeviceId, StatementId } from '../protocol/ids.ts'
import type { StatementOf } from '../protocol/statement.ts'
import type { Roster } from './roster.ts'
import type { Statement } from './statement.ts'

/** A right beyond a device's role. Times are room time in ms. */
export type Grant = { id: StatementId; by: DeviceId; device: DeviceId; right: string; at: number; until: number }
/** What a person agreed to about themselves. `atWall`: a screen said it for somebody who stood there. */
export type Consent = {
  id: StatementId
  by: DeviceId
  person: string
  to: string
  at: number
  until: number
  atWall: boolean
}

/** Nothing is agreed to for longer, whatever the statement says: so a forgotten withdrawal cannot be outlived. */
export const MAX_AGREED_MS = 400 * 24 * 3_600_000
const KEPT_MS = 48 * 3_600_000
/** A name a screen makes for a person without a device; a device's is 43 letters, so no screen speaks for one. */
const WALL_NAME_LETTERS = 22

/** The grants of admins that nobody took back and whose time is not over. */
export function grantsOf(roster: Roster, statements: Iterable<Statement>, nowMs: number): Grant[] {
  const all = [...statements]
  return standing(roster, all, 'grant', nowMs)
    .filter(({ body }) => roster.devices.get(body.by)?.admin)
    .map(({ id, body }) => ({
      id,
      by: body.by,
      device: body.device,
      right: body.right,
      at: body.at,
      until: lastsUntil(body),
    }))
}

/** The consents that stand: self-signed or said at a wall of the room, not taken back, and still wanted. */
export function consentsOf(roster: Roster, statements: Iterable<Statement>, nowMs: number): Consent[] {
  const all = [...statements]
  return standing(roster, all, 'consent', nowMs).flatMap(({ id, body }) => {
    const { by, person, to, at } = body
    const atWall = person.length === WALL_NAME_LETTERS
    // A removed device's word ends with it, also what a stolen screen said in others' names.
    if (roster.removed.has(by)) return []
    if (atWall ? roster.devices.get(by)?.role !== 'screen' : person !== by) return []
    return [{ id, by, person, to, at, until: lastsUntil(body), atWall }]
  })
}

/**
 * Whether this device may take that grant or consent back: its own, its person's, or any if it is a screen (somebody
 * stands there) or an admin. It errs on the easy side.
 */
export function mayWithdraw({ devices, removed }: Roster, by: DeviceId, agreed: Agreed): boolean {
  const author = devices.get(by)
  // One removed since may have taken something back: removing it brings nothing into force again.
  if (author?.role === 'screen' || author?.admin || removed.has(by)) return true
  return by === agreed.by && agreed.kind === 'consent'
}

/** What the next epoch may leave out, as `forgettable` in admissions.ts does for visits. */
export function forgettableConsents(statements: Iterable<Statement>, nowMs: number): StatementId[] {
  const all = [...statements]
  const ends = new Map<StatementId, number>()
  for (const { id, body } of all) if (isAgreed(body)) ends.set(id, lastsUntil(body))
  const over = ({ body }: Statement) => {
    if (isAgreed(body)) return lastsUntil(body) + KEPT_MS < nowMs
    if (body?.kind === 'withdraw') return (ends.get(body.of) ?? body.at + MAX_AGREED_MS) + KEPT_MS < nowMs
    return false
  }
  return all.filter(over).map(({ id }) => id)
}

type Agreed = StatementOf<'grant'> | StatementOf<'consent'>
const isAgreed = (body: Statement['body']): body is Agreed => body?.kind === 'grant' || body?.kind === 'consent'

const lastsUntil = ({ at, until }: Agreed) => Math.min(until, at + MAX_AGREED_MS)

type Standing<K extends Agreed['kind']> = { id: StatementId; body: StatementOf<K> }

/** Withdrawal wins in whatever order the two came, and for ever: agreeing again is another statement. */
function standing<K extends Agreed['kind']>(
  roster: Roster,
  all: readonly Statement[],
  kind: K,
  nowMs: number,
): Standing<K>[] {
  const agreed = new Map<StatementId, StatementOf<K>>()
  for (const { id, body } of all)
    if (body?.kind === kind && body.room === roster.room) agreed.set(id, body as StatementOf<K>)
  const withdrawn = new Set<StatementId>()
  for (const { body } of all) {
    if (body?.kind !== 'withdraw' || body.room !== roster.room) continue
    const of = agreed.get(body.of)
    if (of && mayWithdraw(roster, body.by, of as Agreed)) withdrawn.add(body.of)
  }
  return [...agreed]
    .filter(([id, body]) => !withdrawn.has(id) && lastsUntil(body as Agreed) > nowMs)
    .map(([id, body]) => ({ id, body }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
