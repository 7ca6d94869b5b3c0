import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import type { RoomClock } from '../../mesh/room-clock.ts'
import type { StatementBook } from '../../mesh/statement-book.ts'
import type { DeviceId, RoomId, StatementId } from '../../protocol/ids.ts'
import type { SignedStatement } from '../../protocol/statement.ts'
import type { Admission } from '../../trust/admissions.ts'
import { isBrief, isTakenBack, mayAgree } from '../../services/bounds.ts'
import { consentsOf, mayWithdraw, type Consent, type Grant } from '../../trust/consents.ts'
import type { Peer } from '../../trust/judge.ts'
import type { Signer } from '../../trust/keys.ts'
import type { Right } from '../../trust/rights.ts'
import { dateGrant, grantsOfVisit } from '../../trust/visit-rights.ts'
import { sign } from '../../trust/statement.ts'
import { AHEAD_MS, ownWord } from './own-word.ts'

/** What people agreed to and what admins granted, as this screen has heard it (T19–T21). */
export type Consents = {
  /** All that stand now. */
  standing(): Consent[]
  /** What a visitor was granted for the visit that is going on (T27). */
  grantsOf(device: DeviceId): Grant[]
  grantedTo(device: DeviceId): ReadonlySet<string>
  /** Somebody without a device, who stands at this screen, agrees. `person`: a name made for them, or theirs from before. */
  agreeAtWall(agreed: { to: string; untilMs: number; person?: string }): Promise<Consent | undefined>
  /** Whoever called may stand in front of `authorize` first: a screen acts for whoever touches it. */
  grant(granted: { device: DeviceId; right: Right; visit: Admission }): Promise<void>
  withdraw(of: StatementId): Promise<void>
  /** A phone hands in what its person says; a reason where it is not theirs to say. */
  take(who: Peer, said: SignedStatement): Promise<string | undefined>
}

export function makeConsents(deps: {
  room: RoomId
  signer: Signer
  book: StatementBook
  roomClock: RoomClock
  random: Random
}): Consents {
  const { room, signer, book, random } = deps
  const said = () => ({ room, by: signer.device, at: deps.roomClock.now() })
  const standing = () => {
    const roster = book.roster()
    return roster ? consentsOf(roster, book.all(), deps.roomClock.now()) : []
  }
  const grantsOf = (device: DeviceId) => {
    const roster = book.roster()
    return roster ? grantsOfVisit(roster, book.all(), device, deps.roomClock.now()) : []
  }
  return {
    standing,
    grantsOf,
    grantedTo: (device) => new Set(grantsOf(device).map(({ right }) => right)),
    async agreeAtWall({ to, untilMs, person = toBase64url(random(16)) }) {
      const nonce = toBase64url(random(16))
      const consent = await sign(signer, { kind: 'consent', ...said(), nonce, person, to, until: untilMs })
      book.add([consent])
      return standing().find(({ id }) => id === consent.id)
    },
    async grant({ device, right, visit }) {
      const nonce = toBase64url(random(16))
      const at = dateGrant(deps.roomClock.now(), visit.at)
      book.add([await sign(signer, { kind: 'grant', ...said(), at, nonce, device, right, until: visit.until })])
    },
    async withdraw(of) {
      book.add([await sign(signer, { kind: 'withdraw', ...said(), of })])
    },
    async take(who, signed) {
      const read = await ownWord(room, who, signed)
      const roster = book.roster()
      if (!read.ok) return read.error
      const { body } = read.value
      if (!roster || (body.kind !== 'consent' && body.kind !== 'withdraw')) return 'unknown-ask'
      if (!isBrief(read.value)) return 'malformed'
      if (body.at > deps.roomClock.now() + AHEAD_MS) return 'clock-wrong'
      const withdrawn = body.kind === 'withdraw' ? book.all().find(({ id }) => id === body.of)?.body : undefined
      if (body.kind === 'consent') {
        if (body.person !== who.device) return 'not-yours'
        if (!mayAgree(book.all(), who)) return 'too-many'
      } else {
        if (withdrawn?.kind !== 'consent' || !mayWithdraw(roster, who.device, withdrawn)) return 'not-yours'
        if (isTakenBack(roster, book.all(), body.of, withdrawn)) return undefined
      }
      book.add([read.value])
      return undefined
    },
  }
}
