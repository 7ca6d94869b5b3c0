import { linkMs, rawOpenMs } from './pairs.ts'
import { makeRoom } from './room.ts'
import { spread } from './timing.ts'

/** Links and bare connections by turns, so that what else the machine does slows both alike. */
export async function handshakes(times: number) {
  const { room, screen, comer, said, rosterNow } = await makeRoom(2)
  const roster = rosterNow()
  const side = () => ({ roster, statements: said, codes: [], invitations: [], nowMs: Date.now() })
  const [ours, raw]: [number[], number[]] = [[], []]
  for (let n = 0; n < times + 2; n++) {
    const rawMs = await rawOpenMs()
    const oursMs = await linkMs({ room, screen, comer, claim: { as: 'resident' }, side, roster })
    // The first two warm the browser's own parts.
    if (n < 2) continue
    raw.push(rawMs)
    ours.push(oursMs)
  }
  return { linkMs: spread(ours), rawOpenMs: spread(raw) }
}
