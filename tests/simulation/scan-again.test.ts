import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { nameDevice } from '../../src/room/commons.ts'
import { disagreements } from './agreement.ts'

const MINUTE = 60_000

test('everybody is asked to scan again: who does stays, who does not is out when the minutes are over (T22)', async () => {
  const world = makeWorld('scan again')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(kitchen, 'bob')
  await world.advance(3_000)
  await world.finish(kitchen.node().askToScanAgain())
  await world.advance(2_000)
  expect([ana, bob, mia].map((phone) => phone.node().isAskedToScan())).toEqual([true, true, false])
  expect(hall.node().scanAgainUntilMs()).toBeDefined()
  await world.advance(MINUTE)
  const anaAgain = await world.visit(hall, 'ana again')
  await world.advance(3_000)
  expect(anaAgain.node().isAskedToScan()).toBe(false)
  await world.finish(bob.note('one last thing').answered)
  await world.advance(5 * MINUTE)
  expect([ana, bob].map((phone) => phone.node().standing().at)).toEqual(['expired', 'expired'])
  expect([anaAgain, mia].map((phone) => phone.node().standing().at)).toEqual(['live', 'live'])
  expect(hall.node().scanAgainUntilMs()).toBeUndefined()
  expect(disagreements(world)).toEqual([])
})

test('a screen that was cut off when everybody was asked lets the others in no longer once it hears (T22)', async () => {
  const world = makeWorld('scan again, cut off')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const bob = await world.visit(kitchen, 'bob')
  await world.advance(3_000)
  world.split([hall], [kitchen, bob])
  await world.finish(hall.node().askToScanAgain())
  await world.advance(6 * MINUTE)
  expect(bob.node().standing()).toEqual({ at: 'live' })
  world.heal()
  await world.advance(20_000)
  expect(bob.node().standing().at).toBe('expired')
  expect(disagreements(world)).toEqual([])
})

test('no visitor is called what a member is called, or nearly, before or after the member', async () => {
  const world = makeWorld('names')
  const hall = await world.makeRoom('hall')
  const mia = await world.pairMember(hall, 'mia')
  const [ana, bob] = [await world.visit(hall, 'ana'), await world.visit(hall, 'bob')]
  await world.advance(3_000)
  await world.finish(mia.node().setName('Mira'))
  for (const name of ['Mira', 'mirа', ' M i r a ', 'M1ra'])
    expect(await world.finish(ana.node().setName(name))).toEqual({ ok: false, error: 'name-taken' })
  await world.finish(bob.node().setName('Bob'))
  const nameOf = (device: string) =>
    hall
      .node()
      .presence.people()
      .find((person) => person.device === device)?.name
  await world.advance(2_000)
  expect(nameOf(bob.me)).toBe('Bob')
  // The member comes to be called so: the visitor is somebody again, on what they write too.
  nameDevice(hall.node().docs().commons, mia.me, { name: 'BOB', kind: 'member' }, hall.node().author)
  await world.advance(2_000)
  expect(nameOf(bob.me)).toBe('')
})
