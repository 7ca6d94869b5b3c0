import { toBase64url } from '../../lib/bytes.ts'
import type { Random } from '../../lib/clock.ts'
import type { DeviceId } from '../../protocol/ids.ts'
import type { AdminLook } from '../../services/admin-look.ts'
import { signerOf } from '../../trust/keys.ts'
import type { Right } from '../../trust/rights.ts'
import { sign, type Statement } from '../../trust/statement.ts'
import { dateGrant } from '../../trust/visit-rights.ts'
import type { PhoneNode } from './phone-node.ts'

type Visit = AdminLook['visits'][number]

/** What an admin grants and removes from this phone, signed by it: a reason where the room does not take it. */
export type AdminWord = {
  turnRight(visit: Visit | undefined, right: Right, on: boolean): Promise<string | undefined>
  /** `screens`: all that are in reach, as far as the room has said. */
  remove(device: DeviceId, screens: AdminLook['screens']): Promise<string | undefined>
}

export function makeAdminWord(node: PhoneNode, random: Random): AdminWord {
  const signer = signerOf(node.under.keys)
  const said = () => ({ room: node.papers().room, by: node.me, at: node.roomNow() })
  return {
    async turnRight(visit, right, on) {
      if (!visit) return 'visit-over'
      const standing = visit.granted.filter((grant) => grant.right === right)
      if (on && standing.length > 0) return undefined
      const words = on
        ? [await grantOf(visit, right)]
        : await Promise.all(standing.map(({ id }) => sign(signer, { kind: 'withdraw', ...said(), of: id })))
      for (const word of words) {
        const answer = await node.call('visit.right', { statement: word.signed })
        if (!answer.ok) return answer.error
      }
      return undefined
    },
    async remove(device, screens) {
      // Nobody would be left to lead the room on; asking would only end in silence.
      if (screens.length > 0 && screens.every((screen) => screen === device)) return 'no-other-screen'
      const heads = node.book.roster()?.heads ?? []
      const removal = await sign(signer, { kind: 'remove', ...said(), heads, device })
      // A screen does not lead the room on without itself: another one is asked.
      const answer = await node.call('device.remove', { statement: removal.signed }, device)
      return answer.ok ? undefined : answer.error
    },
  }

  function grantOf({ device, at, until }: Visit, right: Right): Promise<Statement> {
    const nonce = toBase64url(random(16))
    return sign(signer, { kind: 'grant', ...said(), at: dateGrant(node.roomNow(), at), nonce, device, right, until })
  }
}
