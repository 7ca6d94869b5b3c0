import { assert, unreachable } from '../lib/assert.ts'
import { type Bytes, sameBytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { Claim, Hello, LinkDenial } from '../protocol/handshake.ts'
import type { DeviceId, StatementId } from '../protocol/ids.ts'
import { admissionsOf, shownOutUntil } from './admissions.ts'
import { isInTime } from './in-time.ts'
import { keyFingerprint } from './keys.ts'
import { isRosterKind, type Roster, type RosterDevice, rosterOf } from './roster.ts'
import { type Statement, verify } from './statement.ts'
import { macMatches, type Side } from './transcript.ts'

/** Who is at the other end of a link. A visitor without an `admission` has shown a code, and has no rights yet. */
export type Peer = {
  device: DeviceId
  seal: string
  role: 'screen' | 'member' | 'visitor' | 'newcomer'
  admin: boolean
  admission?: StatementId
  invitedAs?: 'screen' | 'member'
}

/** A code on my wall, by my own clock. I keep it a while after its end, to be able to say that it expired. */
export type LiveCode = { code: Bytes; shownAtMs: number; goodUntilMs: number }
export type LiveInvitation = {
  code: Bytes
  role: 'screen' | 'member'
  admin: boolean
  goodUntilMs: number
  used: boolean
}

/**
 * What I know when somebody knocks. Codes are judged by my own clock (`nowMs`), admissions by the room's (`roomNowMs`,
 * the same where it is not given). `letBack`: devices that were shown out and that somebody here tapped to let in again.
 */
export type ScreenSide = {
  roster: Roster
  statements: readonly Statement[]
  codes: readonly LiveCode[]
  invitations: readonly LiveInvitation[]
  nowMs: number
  roomNowMs?: number
  letBack?: ReadonlySet<DeviceId>
}

/** `adopted`: verified statements of the peer that I did not have and now should keep. */
export type Verdict = { peer: Peer; usedCode?: Bytes; usedInvitation?: LiveInvitation; adopted?: Statement[] }
type Judged = Result<Verdict, LinkDenial>

export const MAX_ROSTER_ITEMS = 2_000

/**
 * Judges on what ground a peer may come in. Whoever calls has checked the peer's signature over `proofBytes(transcript,
 * peerSide)`: here its key is a fact, and the claim is all that is in doubt.
 */
export async function judgeClaim(
  claim: Claim,
  peer: Hello,
  transcript: Bytes,
  peerSide: Side,
  mine: ScreenSide,
): Promise<Judged> {
  if (peer.room !== undefined && peer.room !== mine.roster.room) return err('wrong-room')
  // A removed key is refused on every ground: who comes back as a visitor makes a new one. Only a roster may show that
  // whoever removed it had been removed itself, and it is judged with mine.
  const showsRoster = claim.as === 'resident' && claim.roster !== undefined
  if (mine.roster.removed.has(peer.device) && !showsRoster) return err('removed')
  switch (claim.as) {
    case 'resident':
      return judgeResident(claim.roster ?? [], peer, mine)
    case 'code':
      return judgeCode((code) => macMatches(code, transcript, peerSide, claim.mac), peer, mine)
    case 'admitted':
      return judgeAdmitted(claim.admission, peer, mine)
    case 'invited':
      return judgeInvited((code) => macMatches(code, transcript, peerSide, claim.mac), claim.role, peer, mine)
    default:
      return unreachable(claim)
  }
}

/** For a phone or a newcomer: is this the screen whose code I scanned, or one that my roster knows? */
export async function judgeScreen(
  peer: Hello,
  expected: { fingerprint: Bytes } | { roster: Roster },
): Promise<Result<Peer, LinkDenial>> {
  if ('roster' in expected) {
    const { roster } = expected
    if (peer.room !== undefined && peer.room !== roster.room) return err('wrong-room')
    if (roster.removed.has(peer.device)) return err('removed')
    const resident = residentIn(roster, peer)
    return resident?.role === 'screen' ? ok(resident) : err('wrong-screen')
  }
  assert(
    expected.fingerprint.length >= 12,
    'a fingerprint of a key is long enough that no other key can be made for it',
  )
  const actual = await keyFingerprint(peer.device, expected.fingerprint.length)
  if (!actual || !sameBytes(actual, expected.fingerprint)) return err('wrong-screen')
  return ok({ device: peer.device, seal: peer.seal, role: 'screen', admin: false })
}

async function judgeResident(offered: readonly unknown[], peer: Hello, mine: ScreenSide): Promise<Judged> {
  if (peer.room === undefined) return err('wrong-room')
  if (offered.length > MAX_ROSTER_ITEMS) return err('malformed')
  const known = residentIn(mine.roster, peer)
  const adopted = await unseen(offered, mine)
  if (!adopted.ok) return known ? ok({ peer: known }) : adopted
  const candidate = adopted.value.length
    ? rosterOf(mine.roster.room, [...mine.statements, ...adopted.value])
    : mine.roster
  if (!candidate) return err('wrong-room')
  // What a stranger brought may show that it, too, was removed.
  if (candidate.removed.has(peer.device)) return err('removed')
  const resident = residentIn(candidate, peer)
  if (resident) return ok(adopted.value.length ? { peer: resident, adopted: adopted.value } : { peer: resident })
  return err(candidate.devices.has(peer.device) ? 'bad-proof' : 'unknown-device')
}

/** Verified roster operations of my own room among what a peer offers; the ones I have are not verified again. */
async function unseen(
  offered: readonly unknown[],
  { roster, statements }: ScreenSide,
): Promise<Result<Statement[], LinkDenial>> {
  const known = new Set(statements.map(({ signed }) => signed.text))
  const fresh = new Map<StatementId, Statement>()
  for (const item of offered) {
    if (typeof item === 'object' && item && 'text' in item && typeof item.text === 'string' && known.has(item.text))
      continue
    const read = await verify(item)
    if (!read.ok) return err('bad-signature')
    const { body, id } = read.value
    if (!body || !isRosterKind(body)) continue
    if (body.kind !== 'root' && body.room !== roster.room) return err('wrong-room')
    if (body.kind === 'root' && id !== roster.root) return err('wrong-room')
    fresh.set(id, read.value)
  }
  return ok([...fresh.values()])
}

async function judgeCode(madeWith: (code: Bytes) => Promise<boolean>, peer: Hello, mine: ScreenSide): Promise<Judged> {
  const { nowMs, roomNowMs = nowMs, roster, statements, letBack } = mine
  // All are tried, so that time does not tell which was right.
  const tried = await Promise.all(mine.codes.map(async (live) => ((await madeWith(live.code)) ? live : undefined)))
  const shown = tried.find((live) => live !== undefined)
  if (!shown) return err('bad-proof')
  if (!isInTime(shown, nowMs)) return err('code-expired')
  const resident = residentIn(roster, peer)
  if (resident) return ok({ peer: resident, usedCode: shown.code })
  if (roomNowMs <= shownOutUntil(roster, statements, peer.device) && !letBack?.has(peer.device)) return err('shown-out')
  return ok({ peer: { ...keysOf(peer), role: 'visitor', admin: false }, usedCode: shown.code })
}

async function judgeAdmitted(admission: unknown, peer: Hello, mine: ScreenSide): Promise<Judged> {
  if (peer.room === undefined) return err('wrong-room')
  const read = await verify(admission)
  if (!read.ok) return err('bad-signature')
  const { body, id } = read.value
  if (body?.kind !== 'admit') return err('malformed')
  if (body.room !== mine.roster.room) return err('wrong-room')
  const known = mine.statements.some((statement) => statement.id === id)
  const live = admissionsOf(mine.roster, known ? mine.statements : [...mine.statements, read.value]).get(id)
  if (!live || live.device !== peer.device) return err('not-admitted')
  if (live.ended === 'shown-out') return err('shown-out')
  if (live.ended || live.until <= (mine.roomNowMs ?? mine.nowMs)) return err('admission-ended')
  const visitor: Peer = { ...keysOf(peer), role: 'visitor', admin: false, admission: id }
  return ok(known ? { peer: visitor } : { peer: visitor, adopted: [read.value] })
}

async function judgeInvited(
  madeWith: (code: Bytes) => Promise<boolean>,
  role: 'screen' | 'member',
  peer: Hello,
  { invitations, nowMs, roster }: ScreenSide,
): Promise<Judged> {
  const tried = await Promise.all(invitations.map(async (live) => ((await madeWith(live.code)) ? live : undefined)))
  const invitation = tried.find((live) => live !== undefined)
  if (invitation?.role !== role) return err('bad-proof')
  if (invitation.used) return err('code-used')
  if (!isInTime(invitation, nowMs)) return err('code-expired')
  const resident = residentIn(roster, peer)
  const newcomer: Peer = { ...keysOf(peer), role: 'newcomer', admin: false, invitedAs: role }
  return ok({ peer: resident ?? newcomer, usedInvitation: invitation })
}

/** A device of the roster, under both its keys: a signature key with another's sealing key is not that device. */
function residentIn(roster: Roster, peer: Hello): Peer | undefined {
  const resident: RosterDevice | undefined = roster.devices.get(peer.device)
  if (!resident || resident.seal !== peer.seal) return undefined
  return { ...keysOf(peer), role: resident.role, admin: resident.admin }
}

const keysOf = ({ device, seal }: Hello) => ({ device, seal })
