import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { utf8 } from '../../src/lib/bytes.ts'
import { err, ok } from '../../src/lib/result.ts'
import { book } from '../../src/room/bookings.ts'
import { clearDisplay, show, shownOn } from '../../src/room/commons.ts'
import { addFile } from '../../src/room/files.ts'
import { disagreements } from './agreement.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

/* Files that appear by themselves. Nothing is drawn here: pictures are any bytes. */

const MINUTE = 60_000
const idOf = (name: string) => name.padEnd(43, '_')
const up = (screen: Screen) => {
  const shown = shownOn(screen.node().docs().commons, screen.me)
  return shown?.kind === 'picture' ? shown.name : shown?.kind
}

async function room(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const [mia, noa] = [await world.pairMember(hall, 'mia'), await world.pairMember(kitchen, 'noa')]
  await world.advance(4_000)
  return { world, hall, kitchen, mia, noa }
}

async function file(world: World, at: Screen, name: string): Promise<string> {
  const { docs, author, me } = at.node()
  const store = await at.memory().storeOf(at.node().room)
  const kept = await world.finish(store.putBlob(utf8(`a picture called ${name}`)))
  if (!kept.ok) throw new Error(kept.error)
  const fields = { name, size: 20, kind: 'picture' as const, blob: kept.value, by: me, byName: 'hall' }
  addFile(docs().commons, idOf(name), fields, author)
  return idOf(name)
}
const showWhen = (world: World, by: Phone, id: string, ...people: Phone[]) =>
  world.finish(
    by.node().call('file.show-when', { id, occasions: { people: people.map(({ me }) => me), bookings: [] } }),
  )

test('a member comes in and every wall shows her picture; she goes and it is gone; asleep is not gone', async () => {
  const { world, hall, kitchen, mia, noa } = await room('appears')
  const id = await file(world, hall, 'plan')
  await mia.stop()
  await world.advance(20_000)
  expect(await showWhen(world, noa, id, mia)).toEqual(ok(null))
  await world.advance(4_000)
  expect([up(hall), up(kitchen)]).toEqual([undefined, undefined])
  await mia.start()
  await world.until(() => up(hall) === 'plan' && up(kitchen) === 'plan', 'it appears on both')

  mia.sleep()
  world.cut(mia)
  await world.advance(2 * MINUTE)
  expect(up(hall)).toBe('plan')
  world.heal()
  mia.wakeUp()
  await world.advance(10_000)
  await world.finish(mia.node().leave())
  await world.advance(4_000)
  expect([up(hall), up(kitchen)]).toEqual([undefined, undefined])
  expect(disagreements(world)).toEqual([])
})

test('two with different files: a person chooses, and who leaves takes theirs along', async () => {
  const { world, hall, kitchen, mia, noa } = await room('choice')
  const [plan, seeds] = [await file(world, hall, 'plan'), await file(world, hall, 'seeds')]
  await world.finish(noa.node().leave())
  await world.advance(20_000)
  await showWhen(world, mia, seeds, noa)
  await showWhen(world, mia, plan, mia)
  await world.advance(4_000)
  expect(up(kitchen)).toBe('plan')
  await noa.start()
  await world.advance(5_000)
  // Nothing is snatched away; the other stands ready on every wall.
  expect([up(hall), hall.node().appearing.offered(), kitchen.node().appearing.offered()]).toEqual([
    'plan',
    [seeds],
    [seeds],
  ])
  expect(kitchen.node().appearing.choose(seeds)).toBeUndefined()
  await world.advance(1_000)
  expect([up(hall), hall.node().appearing.offered()]).toEqual(['seeds', [plan]])
  await world.finish(noa.node().leave())
  await world.advance(4_000)
  // Nobody took hers down: it gave way to the other, and comes back when that goes.
  expect([up(hall), hall.node().appearing.offered()]).toEqual(['plan', []])
  expect(disagreements(world)).toEqual([])
})

test('what a person took down stays down, and what a person put up stays up', async () => {
  const { world, hall, kitchen, mia } = await room('by hand')
  const id = await file(world, hall, 'plan')
  await world.advance(20_000)
  await showWhen(world, mia, id, mia)
  await world.advance(4_000)
  expect(up(kitchen)).toBe('plan')
  clearDisplay(kitchen.node().docs().commons, 'all', kitchen.node().author)
  await world.advance(MINUTE)
  expect([up(hall), hall.node().appearing.offered()]).toEqual([undefined, [id]])
  const words = { kind: 'text' as const, text: 'Agenda', by: hall.me, byName: 'hall' }
  show(hall.node().docs().commons, 'all', words, hall.node().author)
  await world.finish(mia.node().leave())
  await world.advance(4_000)
  await mia.start()
  await world.advance(5_000)
  expect([up(hall), hall.node().appearing.offered()]).toEqual(['text', [id]])
})

test('a file appears during a booking, and goes with its end', async () => {
  const { world, hall, kitchen, mia } = await room('booking')
  const id = await file(world, hall, 'plan')
  const { docs, author, roomNow, me } = hall.node()
  const booking = 'B'.repeat(22)
  const span = { fromMs: roomNow() + MINUTE, toMs: roomNow() + 5 * MINUTE, title: '', checkedIn: true as const }
  book(docs().commons, booking, { ...span, by: me, byName: 'hall' }, author)
  await world.advance(1_000)
  const occasions = { people: [], bookings: [booking] }
  expect(await world.finish(mia.node().call('file.show-when', { id, occasions }))).toEqual(ok(null))
  await world.advance(30_000)
  expect(up(kitchen)).toBeUndefined()
  await world.advance(MINUTE)
  expect(up(kitchen)).toBe('plan')
  await world.advance(4 * MINUTE)
  expect(up(kitchen)).toBeUndefined()
})

test('a visitor says of no file when it appears; a wall that restarts takes nothing down before it knows who is here', async () => {
  const { world, hall, kitchen, mia } = await room('restart')
  const id = await file(world, hall, 'plan')
  await world.advance(20_000)
  const vic = await world.visit(hall, 'vic')
  expect(await showWhen(world, vic, id, mia)).toEqual(err('visitors-may-not'))
  await showWhen(world, mia, id, mia)
  await world.advance(4_000)
  for (const screen of [hall, kitchen]) screen.losePower()
  for (const screen of [hall, kitchen]) await screen.start()
  const seen: unknown[] = []
  for (let n = 0; n < 40; n++) {
    await world.advance(1_000)
    seen.push(up(hall))
  }
  expect(new Set(seen)).toEqual(new Set(['plan']))
})
