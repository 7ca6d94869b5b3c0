import { createHash } from 'node:crypto'
import { toBase64url, utf8 } from '../../src/lib/bytes.ts'
import type { Hello } from '../../src/protocol/handshake.ts'
import type { DeviceId, RoomId, StatementId } from '../../src/protocol/ids.ts'
import type { StatementBody, StatementOf } from '../../src/protocol/statement.ts'
import { type DeviceKeys, makeDeviceKeys, signerOf } from '../../src/trust/keys.ts'
import { rosterOf, type Roster } from '../../src/trust/roster.ts'
import { roomOf, sign, type Statement } from '../../src/trust/statement.ts'

const hash = (text: string) => toBase64url(createHash('sha256').update(text).digest())

/** A key-shaped name for somebody of a story in which nobody needs to sign. */
export const named = (who: string) => hash(`device ${who}`) as DeviceId
export const sealOf = (who: string) => hash(`seal ${who}`)

/** As if signed: for the rules, which come after verification. */
export function saidBy(body: StatementBody): Statement {
  const text = JSON.stringify(body)
  return { id: hash(text) as StatementId, signed: { text, sig: 'A'.repeat(86) }, body, by: body.by }
}

type Who = string
/** A room on paper: each line says who did what, having seen which heads (by default everything so far). */
export function makePaperRoom(first: Who = 'alice') {
  const recovery = { sign: named('recovery'), seal: sealOf('recovery') }
  const root = saidBy({ kind: 'root', by: named(first), at: 0, seal: sealOf(first), nonce: 'A'.repeat(22), recovery })
  const room = roomOf(root)
  const said: Statement[] = [root]
  let at = 0

  const nonce = () => hash(`nonce ${said.length}`).slice(0, 22)
  const write = (body: StatementBody) => {
    const statement = saidBy(body)
    said.push(statement)
    return statement
  }
  const by = (who: Who, seen?: readonly Statement[]) => ({
    room,
    by: named(who),
    at: ++at,
    heads: seen ? seen.map(({ id }) => id) : (rosterOf(room, said)?.heads ?? []),
  })
  return {
    room,
    root,
    said,
    roster: (only: Iterable<Statement> = said): Roster => {
      const roster = rosterOf(room, only)
      if (!roster) throw new Error('the root is there')
      return roster
    },
    add: (
      who: Who,
      device: Who,
      {
        admin = false,
        role = 'screen',
        seen,
        seal = device,
      }: { admin?: boolean; role?: 'screen' | 'member'; seen?: readonly Statement[]; seal?: Who } = {},
    ) => write({ kind: 'add', ...by(who, seen), device: named(device), seal: sealOf(seal), role, admin }),
    remove: (who: Who, device: Who, seen?: readonly Statement[]) =>
      write({ kind: 'remove', ...by(who, seen), device: named(device) }),
    admin: (who: Who, device: Who, seen?: readonly Statement[]) =>
      write({ kind: 'admin', ...by(who, seen), device: named(device) }),
    unadmin: (who: Who, device: Who, seen?: readonly Statement[]) =>
      write({ kind: 'unadmin', ...by(who, seen), device: named(device) }),
    recover: (device: Who, seen?: readonly Statement[], who: Who = 'recovery') =>
      write({ kind: 'recover', ...by(who, seen), device: named(device), seal: sealOf(device), role: 'screen' }),
    admit: (who: Who, device: Who, times: { at: number; until: number }) =>
      write({ kind: 'admit', room, by: named(who), device: named(device), ...times }),
    gone: (who: Who, admit: Statement, device: Who, why: StatementOf<'gone'>['why'], goneAt: number) =>
      write({ kind: 'gone', room, by: named(who), at: goneAt, admit: admit.id, device: named(device), why }),
    rescan: (who: Who, times: { at: number; until: number }) =>
      write({ kind: 'rescan', room, by: named(who), ...times }),
    grant: (who: Who, device: Who, right: string, times: { at: number; until: number }) =>
      write({ kind: 'grant', room, by: named(who), nonce: nonce(), device: named(device), right, ...times }),
    /** `person`: nobody's but the signer's, or a name made at a wall. */
    consent: (who: Who, to: string, times: { at: number; until: number }, person: string = named(who)) =>
      write({ kind: 'consent', room, by: named(who), nonce: nonce(), person, to, ...times }),
    withdraw: (who: Who, of: Statement, withdrawnAt = 0) =>
      write({ kind: 'withdraw', room, by: named(who), at: withdrawnAt, of: of.id }),
  }
}

/** Who is in a roster, by the names of the story; admins with a star. */
export function peopleIn(roster: Roster, ...names: Who[]): string[] {
  return names
    .filter((who) => roster.devices.has(named(who)))
    .map((who) => (roster.devices.get(named(who))?.admin ? `${who}*` : who))
}

/** A device with real keys. */
export const makePerson = async () => {
  const keys = await makeDeviceKeys()
  return { keys, signer: signerOf(keys), device: keys.device, hello: (room?: RoomId) => helloOf(keys, room) }
}
export type Person = Awaited<ReturnType<typeof makePerson>>

export const helloOf = ({ device, seal }: Pick<DeviceKeys, 'device' | 'seal'>, room?: RoomId): Hello => ({
  device,
  seal,
  nonce: 'A'.repeat(22),
  least: 1,
  most: 1,
  ...(room && { room }),
})

/** A room whose first screen really signed. */
export async function makeRealRoom(hall: Person, recovery: { sign: DeviceId; seal: string }) {
  const root = await sign(hall.signer, {
    kind: 'root',
    by: hall.device,
    at: 0,
    seal: hall.keys.seal,
    nonce: 'A'.repeat(22),
    recovery,
  })
  return { root, room: roomOf(root) }
}

export const bytesOf = (text: string, length = 16) => {
  const all = utf8(hash(text))
  return all.slice(0, length)
}
