import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const HOUR = 3_600_000
const agreedOn = (screen: Screen) =>
  screen
    .node()
    .consents.standing()
    .map(({ person, to, atWall }) => ({ person, to, atWall }))

test('what ana agrees to on her phone every screen counts, and what she takes back none (T19, T20)', async () => {
  const world = makeWorld('consent')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  const bob = await world.visit(hall, 'bob')
  await world.advance(3_000)
  const until = hall.node().roomNow() + HOUR
  expect((await world.finish(ana.node().consents.agree('record', until))).ok).toBe(true)
  await world.advance(3_000)
  for (const screen of [hall, kitchen])
    expect(agreedOn(screen)).toEqual([{ person: ana.me, to: 'record', atWall: false }])
  // Another phone neither agrees for her nor takes her word back, and nobody's phone is told of it.
  const [consent] = ana.node().consents.mine()
  expect(consent && (await world.finish(bob.node().consents.withdraw(consent.id)))).toEqual({
    ok: false,
    error: 'not-yours',
  })
  const hers = ana
    .node()
    .book.all()
    .find(({ id }) => id === consent?.id)
  expect(await world.finish(bob.node().call('consent', { statement: hers?.signed ?? {} }))).toEqual({
    ok: false,
    error: 'not-yours',
  })
  expect(
    bob
      .node()
      .book.all()
      .some(({ body }) => body?.kind === 'consent'),
  ).toBe(false)
  if (consent) await world.finish(ana.node().consents.withdraw(consent.id))
  await world.advance(3_000)
  expect([agreedOn(hall), agreedOn(kitchen), ana.node().consents.mine()]).toEqual([[], [], []])
  expect(disagreements(world)).toEqual([])
})

test('taken back on one side of a cut and kept on the other: taken back on both (T19)', async () => {
  const world = makeWorld('consent cut')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  await world.advance(3_000)
  const until = hall.node().roomNow() + 30 * 24 * HOUR
  const consent = await world.finish(hall.node().consents.agreeAtWall({ to: 'enrol-face', untilMs: until }))
  await world.advance(3_000)
  expect(agreedOn(kitchen)).toEqual([{ person: consent?.person, to: 'enrol-face', atWall: true }])
  world.split([hall], [kitchen])
  if (consent) await world.finish(kitchen.node().consents.withdraw(consent.id))
  await world.advance(10_000)
  expect(agreedOn(hall)).toHaveLength(1)
  world.heal()
  await world.advance(10_000)
  expect([agreedOn(hall), agreedOn(kitchen)]).toEqual([[], []])
  // Agreeing anew is another statement.
  await world.finish(hall.node().consents.agreeAtWall({ to: 'enrol-face', untilMs: until }))
  await world.advance(3_000)
  expect(agreedOn(kitchen)).toHaveLength(1)
  expect(disagreements(world)).toEqual([])
})
