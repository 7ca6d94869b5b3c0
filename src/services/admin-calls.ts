import * as v from 'valibot'
import type { SignedStatement } from '../protocol/statement.ts'
import { signedStatement } from '../protocol/statement.ts'
import { setVisitorsMay } from '../room/commons.ts'
import type { Peer } from '../trust/judge.ts'
import type { AdminLook } from './admin-look.ts'
import { call } from './call.ts'

/**
 * What a screen does for an admin's phone. What grants or removes, the phone signs itself: through a screen's signature it
 * would outrank whoever the screen outranks, and outlive its own removal (T5, T21).
 */
export type AdminDesk = {
  look(): AdminLook
  /** Takes a grant for a visit that goes on, or a withdrawal of one; a reason where it does not count. */
  turnRight(who: Peer, said: SignedStatement): Promise<string | undefined>
  /** Takes a removal, and goes on without that device; a reason where nothing came of it. */
  remove(who: Peer, said: SignedStatement): Promise<string | undefined>
  askToScanAgain(): Promise<string | undefined>
}

const handed = v.object({ statement: signedStatement })

/** What an admin does from a phone. Showing out and unlocking are among everybody's calls, as they need nothing signed. */
export const ADMIN_CALLS = {
  'admin.look': call('grant', v.object({}), (room) => ({ answer: room.admins.look() })),
  'visit.right': call('grant', handed, (room, who, { statement }) => room.admins.turnRight(who, statement)),
  'visitors.may': call(
    'settings',
    v.object({ addNotes: v.boolean(), show: v.boolean(), files: v.boolean() }),
    (room, _who, may) => setVisitorsMay(room.docs.commons, may, room.author),
  ),
  'visitors.scan-again': call('scan-again', v.object({}), (room) => room.admins.askToScanAgain()),
  'device.remove': call('revoke', handed, (room, who, { statement }) => room.admins.remove(who, statement)),
} as const
