import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { err, ok } from '../../src/lib/result.ts'
import { setVisitorsMay } from '../../src/room/commons.ts'
import { announce, offersOf } from '../../src/room/offers.ts'
import { putRecord } from '../../src/room/records.ts'
import { switchesOf } from '../../src/room/switches.ts'
import { timersOf } from '../../src/room/timers.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const ID = 'A'.repeat(22)
const lampOn = (screen: Screen) => switchesOf(screen.node().docs().commons)[0]?.on
const turn = (on: boolean, more: object = {}) => ({
  ...{ id: ID, kind: 'switch.set', args: { switch: 'lamp', on } },
  ...more,
})

test('a phone asks its home; what another screen is asked for is done there, by the rights its own roster knows', async () => {
  const world = makeWorld('services')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const [mia, ana] = [await world.pairMember(hall, 'mia'), await world.visit(hall, 'ana')]
  await world.advance(5_000)
  const kinds = offersOf(mia.node().documents.get('commons')).filter(({ kind }) => kind === 'switch.set')
  expect(kinds.map(({ device }) => device).sort()).toEqual([hall.node().me, kitchen.node().me].sort())

  expect(await world.finish(mia.node().call('service.call', turn(true)))).toEqual(ok(null))
  await world.advance(1_000)
  expect([hall, kitchen].map(lampOn)).toEqual([true, true])
  const onKitchen = turn(false, { on: kitchen.node().me })
  expect(await world.finish(ana.node().call('service.call', onKitchen))).toEqual(ok(null))
  await world.advance(1_000)
  expect([hall, kitchen].map(lampOn)).toEqual([false, false])

  setVisitorsMay(hall.node().docs().commons, { addNotes: true, show: false, files: true }, hall.node().author)
  await world.advance(1_000)
  for (const asked of [turn(true), turn(true, { on: kitchen.node().me })])
    expect(await world.finish(ana.node().call('service.call', asked))).toEqual(err('visitors-may-not'))
  expect(await world.finish(mia.node().call('service.run', { ...turn(true), by: mia.node().me }))).toEqual(
    err('screens-only'),
  )
  expect([hall, kitchen].map(lampOn)).toEqual([false, false])
  expect(disagreements(world)).toEqual([])
})

test('a screen that is gone is said to be away, and what is asked of any is done by one that is there', async () => {
  const world = makeWorld('services and a lost screen')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const gone = kitchen.node().me
  world.cut(kitchen)
  await world.advance(10_000)
  expect(await world.finish(mia.node().call('service.call', turn(true, { on: gone })))).toEqual(err('service-away'))
  expect(await world.finish(mia.node().call('service.call', turn(true)))).toEqual(ok(null))
  expect(lampOn(hall)).toBe(true)
  world.heal()
  await world.advance(20_000)
  expect(lampOn(kitchen)).toBe(true)
  expect(disagreements(world)).toEqual([])
})

test('a screen lost while it is asked is told by its name, within the time that the caller has', async () => {
  const world = makeWorld('services and a screen lost meanwhile')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  world.cut(hall, kitchen)
  const asked = mia.node().call('service.call', turn(true, { on: kitchen.node().me, withinMs: 2_000 }))
  expect(['service-late', 'service-gone']).toContain(((await world.finish(asked)) as { error: string }).error)
})

test('a screen that lies about what it does: rights and arguments are judged by what there is, and what there is not is said', async () => {
  const world = makeWorld('services that lie')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const [mia, ana] = [await world.pairMember(hall, 'mia'), await world.visit(hall, 'ana')]
  await world.advance(5_000)
  const { docs, author, me } = kitchen.node()
  const lies = [
    { kind: 'coffee.make', version: 1, needs: 'leave', fields: [] },
    { kind: 'camera.look', version: 99, needs: 'leave', fields: [] },
    { kind: 'switch.set', version: 1, needs: 'leave', fields: [{ name: 'volts', is: 'number' as const }] },
  ]
  announce(docs().commons, me, { place: 'elsewhere', offers: lies }, author)
  await world.advance(1_000)
  const ask = (phone: typeof mia, kind: string, args: object) =>
    world.finish(phone.node().call('service.call', { id: ID, kind, args, on: me }))
  expect(await ask(mia, 'coffee.make', {})).toEqual(err('no-service'))
  expect(await ask(ana, 'camera.look', {})).toEqual(err('visitors-may-not'))
  expect(await ask(mia, 'switch.set', { volts: 230 })).toEqual(err('malformed'))
  expect([hall, kitchen].map(lampOn)).toEqual([false, false])
  // What cannot even be read is as if nothing had been announced; its own next start says the truth again.
  putRecord(docs().commons, 'services', me, { place: 7, offers: 'all' } as never, author)
  await world.advance(1_000)
  expect(await world.finish(mia.node().call('service.call', turn(true)))).toEqual(ok(null))
  await kitchen.stop()
  await kitchen.start()
  await world.advance(15_000)
  expect(await ask(mia, 'switch.set', { switch: 'lamp', on: false })).toEqual(ok(null))
  expect(disagreements(world)).toEqual([])
})

test('a timer ends on every screen at the same moment of room time, with one chime each', async () => {
  const world = makeWorld('timers')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen', { skewMs: 40_000 })
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(5_000)
  const chimes = [0, 0]
  ;[hall, kitchen].forEach((screen, at) => screen.node().sounds.onSound(() => (chimes[at] = (chimes[at] ?? 0) + 1)))
  const tea = { id: ID, kind: 'timer', args: { seconds: 90, label: 'Tea' } }
  for (let again = 0; again < 2; again++)
    expect(await world.finish(mia.node().call('service.call', tea))).toEqual(ok(null))
  await world.advance(80_000)
  const left = [hall, kitchen].map((screen) => timersOf(screen.node().docs().commons, screen.node().roomNow()))
  expect(left.map((timers) => timers.map(({ label, isOver }) => [label, isOver]))).toEqual([
    [['Tea', false]],
    [['Tea', false]],
  ])
  expect(chimes).toEqual([0, 0])
  await world.advance(15_000)
  expect(chimes).toEqual([1, 1])
  await world.advance(120_000)
  expect(chimes).toEqual([1, 1])
})
