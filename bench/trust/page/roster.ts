import { makeStatementBook } from '../../../src/mesh/statement-book.ts'
import { fromBase64url, utf8 } from '../../../src/lib/bytes.ts'
import { verifySignature } from '../../../src/trust/keys.ts'
import { rosterOf } from '../../../src/trust/roster.ts'
import { linkMs } from './pairs.ts'
import { makeRoom } from './room.ts'
import { round, spread, timed } from './timing.ts'

/** A member comes to a screen that has slept through all of it, and brings the roster: beside a link where both knew. */
export async function roster(operations: number) {
  const { room, screen, comer, said, rosterNow } = await makeRoom(operations)
  const all = rosterNow()
  const before = said.slice(0, 1)
  const slept = rosterOf(room, before)
  if (!slept) throw new Error('the root makes a roster')
  const side = (roster: typeof all, statements: typeof said) => () => ({
    ...{ roster, statements, codes: [], invitations: [] },
    nowMs: Date.now(),
  })
  const pair = { room, screen, comer, roster: all }
  const brought = { as: 'resident', roster: said.map(({ signed }) => signed) } as const
  const [known, unknown]: [number[], number[]] = [[], []]
  for (let n = 0; n < 7; n++) {
    known.push(await linkMs({ ...pair, claim: { as: 'resident' }, side: side(all, said) }))
    unknown.push(await linkMs({ ...pair, claim: brought, side: side(slept, before) }))
  }
  const bareMs = await timed(async () => {
    for (const { by, signed } of said)
      await verifySignature(by as never, utf8(signed.text), fromBase64url(signed.sig) as Uint8Array<ArrayBuffer>)
  })
  const reductions: number[] = []
  for (let n = 0; n < 9; n++) reductions.push(await timed(() => Promise.resolve(rosterOf(room, said))))
  const book = makeStatementBook({ room, keep() {}, drop() {} })
  const papersMs = await timed(async () => (await book.take(brought.roster), book.roster()))
  return {
    operations,
    joinMs: spread(unknown),
    joinKnownMs: spread(known),
    /** A phone that is handed the roster with its papers. */
    readPapersMs: round(papersMs),
    /** Who belongs to the room, from statements that were verified. */
    reduceMs: spread(reductions),
    /** The signatures alone. */
    bareVerifyMs: round(bareMs),
  }
}
