import { sign, roomOf, type Statement } from '../../../src/trust/statement.ts'
import { rosterOf, type Roster } from '../../../src/trust/roster.ts'
import { signerOf, type DeviceKeys } from '../../../src/trust/keys.ts'
import type { RoomId } from '../../../src/protocol/ids.ts'
import { newKeys } from './pairs.ts'

/** A room on paper, really signed: its first screen adds members until there are so many operations. */
export async function makeRoom(operations: number): Promise<{
  room: RoomId
  screen: DeviceKeys
  said: Statement[]
  /** The member that was added last. */
  comer: DeviceKeys
  rosterNow(): Roster
}> {
  const [screen, recovery, comer] = [await newKeys(), await newKeys(), await newKeys()]
  const signer = signerOf(screen)
  const root = await sign(signer, {
    ...{ kind: 'root', by: screen.device, at: 0, seal: screen.seal, nonce: 'A'.repeat(22) },
    recovery: { sign: recovery.device, seal: recovery.seal },
  })
  const room = roomOf(root)
  const said = [root]
  for (let n = 1; n < operations; n++) {
    const { device, seal } = n === operations - 1 ? comer : await newKeys()
    const heads = [said.at(-1)?.id as Statement['id']]
    const what = { device, seal, role: 'member', admin: false } as const
    said.push(await sign(signer, { kind: 'add', room, by: screen.device, at: n, heads, ...what }))
  }
  const rosterNow = () => {
    const roster = rosterOf(room, said)
    if (!roster) throw new Error('a room has a roster')
    return roster
  }
  return { room, screen, said, comer, rosterNow }
}
