import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeStatementBook } from '../../src/mesh/statement-book.ts'
import { sign, type Statement } from '../../src/trust/statement.ts'
import { makePerson, makeRealRoom, named, sealOf } from '../trust/people.ts'

const SEED = 20_261_125

/** A room's statements of every kind, really signed, and some that are forged or of a kind nobody knows yet. */
async function someStatements() {
  const [hall, den] = [await makePerson(), await makePerson()]
  const { root, room } = await makeRealRoom(hall, { sign: named('recovery'), seal: sealOf('recovery') })
  const said: Statement[] = [root]
  const by = (at: number) => ({ room, by: hall.device, at })
  const add = await sign(hall.signer, {
    ...{
      kind: 'add',
      ...by(1),
      heads: [root.id],
      device: den.device,
      seal: den.keys.seal,
      role: 'screen',
      admin: true,
    },
  })
  said.push(add)
  said.push(await sign(hall.signer, { kind: 'remove', ...by(2), heads: [add.id], device: den.device }))
  said.push(
    await sign(den.signer, { kind: 'remove', room, by: den.device, at: 2, heads: [add.id], device: hall.device }),
  )
  for (let n = 0; n < 4; n++) {
    const visitor = await makePerson()
    const admit = await sign(n % 2 ? den.signer : hall.signer, {
      ...{ kind: 'admit', room, by: n % 2 ? den.device : hall.device, at: n, device: visitor.device, until: 9_000 },
    })
    said.push(admit)
    const gone = { room, by: hall.device, at: 5, admit: admit.id, device: visitor.device, why: 'left' } as const
    said.push(await sign(hall.signer, { kind: 'gone', ...gone }))
  }
  const forged = said.map(({ signed }) => ({ ...signed, text: signed.text.replace('"at":', '"at":1') }))
  return { room, good: said.map(({ signed }) => signed), forged }
}

test('two books end equal whatever each was told, in whatever pieces and order, how often, and with forgeries among it', async () => {
  const { room, good, forged } = await someStatements()
  const all = [...good, ...forged]
  const told = fc.array(fc.array(fc.nat({ max: all.length - 1 }), { maxLength: 8 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(told, told, async (toHall, toDen) => {
      const books = [toHall, toDen].map((pieces) => ({
        pieces,
        book: makeStatementBook({ room, keep() {}, drop() {} }),
      }))
      for (const { pieces, book } of books)
        for (const piece of pieces) await book.take(piece.flatMap((n) => all[n] ?? []))
      const [hall, den] = books.map(({ book }) => book) as [Book, Book]
      // As links do: each tells the other what it lacks.
      await den.take(hall.missingFor('screen', den.idsFor('screen')))
      await hall.take(den.missingFor('screen', hall.idsFor('screen')))
      for (const audience of ['screen', 'phone'] as const)
        expect(hall.digestFor(audience)).toBe(den.digestFor(audience))
      expect(hall.roster()).toEqual(den.roster())
      const texts = new Set(good.map(({ text }) => text))
      expect(hall.all().every(({ signed }) => texts.has(signed.text))).toBe(true)
    }),
    { seed: SEED, numRuns: 60 },
  )
})
type Book = ReturnType<typeof makeStatementBook>
