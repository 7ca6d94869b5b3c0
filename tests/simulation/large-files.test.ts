import { makeWorld } from './world.ts'
import { expect, test, vi } from 'vitest'
import { startPhoneFiles, type PhoneFiles } from '../../src/app/phone/files.ts'
import type { Bytes } from '../../src/lib/bytes.ts'
import { PART_BYTES } from '../../src/mesh/bulk.ts'
import { filesOf } from '../../src/room/files.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

// Megabytes through a simulated network, on machines that do other things meanwhile.
vi.setConfig({ testTimeout: 120_000 })

/** Three parts on their way, the one being written, and what a channel may hold, with a frame for each who waits. */
const MOST_HELD = 4 * PART_BYTES + (704 << 10)

const bytesOf = (size: number): Bytes => Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) & 255)

/** A file whose disk tells what was read of it. */
function filmOf(bytes: Bytes, name = 'film.mp4') {
  const film = { readBytes: 0, file: new File([bytes], name, { lastModified: 1 }) }
  const slice = film.file.slice.bind(film.file)
  film.file.slice = (from = 0, to = bytes.length) => {
    film.readBytes += Math.min(to, bytes.length) - from
    return slice(from, to)
  }
  return film
}
const openFiles = (world: World, phone: Phone): Promise<PhoneFiles> =>
  world.finish(startPhoneFiles({ node: phone.node(), around: phone.around() }))
const comingTo = (screen: Screen) => screen.node().files.coming()[0]?.bytes ?? 0

/** Its page was closed, or its battery was empty, and it is opened again. */
async function loadAnew(world: World, phone: Phone, files: PhoneFiles): Promise<PhoneFiles> {
  files.stop()
  phone.losePower()
  await world.advance(2_000)
  await phone.start()
  return openFiles(world, phone)
}

test('a phone whose page was loaded anew in the middle of sending says so, and goes on where it was once the file is chosen again', async () => {
  const world = makeWorld('sender reloads')
  const hall = await world.makeRoom('hall')
  const ana = await world.pairMember(hall, 'ana')
  await world.advance(4_000)
  let files = await openFiles(world, ana)
  const bytes = bytesOf(12 * PART_BYTES + 777)
  void files.send(filmOf(bytes).file, 'room', '')
  await world.until(() => comingTo(hall) > 5 * PART_BYTES, 'a good part of it is on the wall')
  files = await loadAnew(world, ana, files)
  expect(files.sendings()).toMatchObject([{ name: 'film.mp4', at: 'unchosen' }])
  await world.until(() => hall.node().files.coming()[0]?.at === 'paused', 'the wall says that it stands still')

  // Another file of that name is another file.
  const before = comingTo(hall)
  await world.finish(files.send(filmOf(bytesOf(1_000)).file, 'room', ''))
  expect(files.sendings().some(({ at }) => at === 'unchosen')).toBe(true)
  const again = filmOf(bytes)
  await world.finish(files.send(again.file, 'room', ''))
  const inRoom = () => filesOf(hall.node().docs().commons)
  await world.until(() => inRoom().length === 2, 'the room has both')
  expect(again.readBytes).toBeLessThanOrEqual(bytes.length - before)
  const film = inRoom().find(({ size }) => size === bytes.length)
  const kept = await world.finish(hall.node().readFile(film!.blob))
  expect(Buffer.compare(Buffer.from(kept ?? []), bytes)).toBe(0)
  await world.advance(5_000)
  expect([files.sendings(), hall.node().files.coming()]).toEqual([[], []])
})

test('so does one that sends to a person, who accepted before and is not asked again', async () => {
  const world = makeWorld('sender reloads on a person')
  const hall = await world.makeRoom('hall')
  const [ana, bob] = [await world.pairMember(hall, 'ana'), await world.visit(hall, 'bob')]
  await world.advance(4_000)
  let fromAna = await openFiles(world, ana)
  const toBob = await openFiles(world, bob)
  const bytes = bytesOf(9 * PART_BYTES)
  void fromAna.send(filmOf(bytes).file, bob.me, 'bob')
  await world.until(() => toBob.asked().length === 1, 'bob is asked')
  toBob.accept(toBob.asked()[0]!.id)
  await world.until(() => (toBob.arrivals()[0]?.bytes ?? 0) > 3 * PART_BYTES, 'some of it is there')
  fromAna = await loadAnew(world, ana, fromAna)
  expect(fromAna.sendings()).toMatchObject([{ at: 'unchosen', toName: 'bob' }])
  await world.until(() => toBob.arrivals()[0]?.at === 'paused', 'bob is told that it stands still')
  const before = toBob.arrivals()[0]!.bytes
  const again = filmOf(bytes)
  await world.finish(fromAna.send(again.file, bob.me, 'bob'))
  await world.until(() => fromAna.sendings()[0]?.reason === 'file-taken', 'ana hears that it is there')
  expect([toBob.asked(), toBob.arrivals().map(({ at }) => at)]).toEqual([[], ['whole']])
  expect(again.readBytes).toBeLessThanOrEqual(bytes.length - before)
})

test('a wall and a phone that lose their power in the middle of taking a file go on where they were', async () => {
  const world = makeWorld('takers lose power')
  const hall = await world.makeRoom('hall')
  const [ana, bob] = [await world.pairMember(hall, 'ana'), await world.pairMember(hall, 'bob')]
  await world.advance(4_000)
  const fromAna = await openFiles(world, ana)
  let toBob = await openFiles(world, bob)
  let taken = 0
  world.onFrame((_from, to, label, frame) => (taken += label === 'bulk' && to === 'bob' ? frame.length : 0))
  const film = filmOf(bytesOf(12 * PART_BYTES))
  void fromAna.send(film.file, 'room', '')
  await world.until(() => comingTo(hall) > 6 * PART_BYTES, 'half of it is on the wall')
  hall.losePower()
  await world.advance(2_000)
  await hall.start()
  await world.until(() => filesOf(hall.node().docs().commons).length === 1, 'the room has it')
  // What was on its way, or not yet on the disk, was read again, and no more.
  expect(film.readBytes).toBeLessThan((12 + 4) * PART_BYTES)

  await world.advance(3_000)
  const { id, size } = filesOf(hall.node().docs().commons)[0]!
  expect(toBob.fetch(id)).toBeUndefined()
  await world.until(() => (toBob.arrivals()[0]?.bytes ?? 0) > 6 * PART_BYTES, 'half of it is on the phone')
  toBob = await loadAnew(world, bob, toBob)
  await world.until(() => toBob.arrivals()[0]?.at === 'whole', 'bob has it')
  expect(taken).toBeGreaterThan(size)
  expect(taken).toBeLessThan(size + 4 * PART_BYTES)
})

test('however large a file is, neither the phone that gives it, the wall, nor the phone that takes it holds more than a few parts of it', async () => {
  const world = makeWorld('held')
  const hall = await world.makeRoom('hall')
  const [ana, bob] = [await world.visit(hall, 'ana'), await world.visit(hall, 'bob')]
  await world.advance(4_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const film = filmOf(bytesOf(24 * PART_BYTES))
  const most = { ana: 0, hall: 0, bob: 0 }
  let [left, arrived, taken] = [0, 0, 0]
  const look = () => {
    most.ana = Math.max(most.ana, film.readBytes - left)
    if (hall.node().files.coming().length > 0) most.hall = Math.max(most.hall, left - comingTo(hall))
    most.bob = Math.max(most.bob, arrived - taken)
  }
  world.onFrame((from, to, label, frame) => {
    if (label !== 'bulk') return
    if (from === 'ana') left += frame.length
    if (to === 'bob') arrived += frame.length
    look()
  })
  toBob.onChange(() => {
    taken = toBob.arrivals()[0]?.bytes ?? 0
    look()
  })
  void fromAna.send(film.file, 'room', '')
  await world.until(() => comingTo(hall) > 8 * PART_BYTES, 'a part of it is on the wall')
  // A wall that takes nothing for a while makes the phone read nothing.
  world.cut(ana)
  await world.advance(5_000)
  world.heal()
  await world.until(() => filesOf(hall.node().docs().commons).length === 1, 'the room has it')
  await world.advance(500)
  expect(toBob.fetch(filesOf(hall.node().docs().commons)[0]!.id)).toBeUndefined()
  await world.until(() => toBob.arrivals()[0]?.at === 'whole', 'bob has it')
  expect(arrived).toBeGreaterThan(24 * PART_BYTES)
  for (const [who, bytes] of Object.entries(most)) {
    expect([who, bytes > PART_BYTES / 2]).toEqual([who, true])
    expect([who, bytes <= MOST_HELD, bytes]).toEqual([who, true, bytes])
  }
})
