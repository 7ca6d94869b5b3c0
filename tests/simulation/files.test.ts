import { makeWorld } from './world.ts'
import { expect, test, vi } from 'vitest'
import { startPhoneFiles, type PhoneFiles } from '../../src/app/phone/files.ts'
import type { Bytes } from '../../src/lib/bytes.ts'
import { filesOf, setFileLimits } from '../../src/room/files.ts'
import { BOX } from './box.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

// Megabytes through a simulated network, on machines that do other things meanwhile.
vi.setConfig({ testTimeout: 120_000 })

const film = (size: number, seed = 7): Bytes => Uint8Array.from({ length: size }, (_, i) => (i * seed + (i >> 8)) & 255)
const fileOf = (name: string, bytes: Bytes) => new File([bytes], name, { lastModified: 1 })

/** The files of a phone's page, as they are when it is opened. */
async function openFiles(world: World, phone: Phone): Promise<PhoneFiles> {
  return world.finish(startPhoneFiles({ node: phone.node(), around: phone.around() }))
}
const inRoom = (screen: Screen) =>
  filesOf(screen.node().docs().commons).map(({ name, size, byName }) => ({ name, size, byName }))

async function bytesOf(world: World, files: PhoneFiles, id: string): Promise<Buffer> {
  const arrival = files.arrivals().find((one) => one.id === id)
  const parts: Bytes[] = []
  const read = async () => {
    if (arrival) for await (const part of files.read(arrival)) parts.push(part)
  }
  await world.finish(read())
  return Buffer.concat(parts)
}
const isSame = (a: Buffer, b: Bytes) => Buffer.compare(a, b) === 0

test('a file goes from a phone to the room, and from there whole to another phone, at another screen, too', async () => {
  const world = makeWorld('files')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(den, 'bob')
  await world.advance(4_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const bytes = film(21_000_000)
  expect(await world.finish(fromAna.send(fileOf('\u202Efdp.talk/../x.mp4', bytes), 'room', ''))).toBeUndefined()
  await world.until(() => inRoom(den).length === 1, 'the room has it')
  await world.advance(500)
  expect(inRoom(kitchen)).toEqual([{ name: 'fdp.talk_.._x.mp4', size: 21_000_000, byName: '' }])
  expect(fromAna.sendings()).toEqual([])
  const [{ id } = { id: '' }] = filesOf(hall.node().docs().commons)
  expect(toBob.fetch(id)).toBeUndefined()
  await world.until(() => toBob.arrivals().some(({ at }) => at === 'whole'), 'bob has it')
  expect(isSame(await bytesOf(world, toBob, id), bytes)).toBe(true)
  // Larger than a picture: it stays on the screen that took it, and was passed through, counted once where bob is at home.
  expect([hall, kitchen, den].reduce((sum, screen) => sum + screen.node().files.taken(), 0)).toBe(1)
})

test('a picture that cannot be drawn is in the room as what it is: nobody is offered to show it, and it can be saved', async () => {
  const world = makeWorld('torn')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  await world.advance(4_000)
  const files = await openFiles(world, ana)
  const png = (words: string) => Uint8Array.from(`\x89PNG\r\n\x1a\n${words}`, (letter) => letter.charCodeAt(0))
  for (const words of ['torn', 'whole', 'memory is short'])
    expect(await world.finish(files.send(fileOf(`${words}.png`, png(words)), 'room', ''))).toBeUndefined()
  // A tablet of some age draws no AVIF: others do.
  const avif = Uint8Array.from('\0\0\0\x18ftypavif torn', (letter) => letter.charCodeAt(0))
  expect(await world.finish(files.send(fileOf('new.avif', avif), 'room', ''))).toBeUndefined()
  const kinds = (screen: Screen) =>
    Object.fromEntries(filesOf(screen.node().docs().commons).map(({ name, kind }) => [name, kind]))
  await world.until(() => kinds(den)['torn.png'] === 'broken', 'the other screen knows')
  await world.advance(60_000)
  const [torn, good] = ['broken', 'picture'] as const
  const all = { 'torn.png': torn, 'whole.png': good, 'memory is short.png': good, 'new.avif': good }
  for (const screen of [hall, den]) expect(kinds(screen)).toEqual(all)
  const { id = '' } = filesOf(hall.node().docs().commons).find(({ name }) => name === 'torn.png') ?? {}
  expect(files.fetch(id)).toBeUndefined()
  await world.until(() => files.arrivals().some(({ at }) => at === 'whole'), 'ana has it back')
  expect(isSame(await bytesOf(world, files, id), png('torn'))).toBe(true)
})

test('what is over the room’s limits is refused by name before a byte moves', async () => {
  const world = makeWorld('limits')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(hall, 'bob')
  await world.advance(4_000)
  const files = await openFiles(world, ana)
  setFileLimits(hall.node().docs().commons, { mostBytes: 2_000, totalBytes: 3_000 }, hall.node().author)
  let moved = 0
  world.onFrame((_from, _to, label) => (moved += label === 'bulk' ? 1 : 0))
  // The phone may not have heard of the limit yet: then the screen says it.
  expect(await world.finish(files.send(fileOf('large.bin', film(2_001)), 'room', ''))).toBe('file-too-large')
  await world.advance(1_000)
  expect(await world.finish(files.send(fileOf('large.bin', film(2_001)), bob.me, 'bob'))).toBe('file-too-large')
  expect(moved).toBe(0)
  expect(await world.finish(files.send(fileOf('one.bin', film(2_000)), 'room', ''))).toBeUndefined()
  await world.until(() => inRoom(hall).length === 1, 'the first is taken')
  expect(await world.finish(files.send(fileOf('two.bin', film(1_001)), 'room', ''))).toBe('files-full')
  expect(files.sendings()).toEqual([])
})

test('a person is asked; the bytes go from phone to phone, and no screen has any of them', async () => {
  const world = makeWorld('person')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const far = await world.pairScreen(hall, 'far')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(far, 'bob')
  await world.advance(4_000)
  // At screens that have none in common: the introduction goes through both.
  for (const [phone, screens] of [
    [ana, [far, den]],
    [bob, [hall, den]],
  ] as const)
    for (const screen of screens) world.cut(phone, screen)
  await world.advance(12_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const through = new Map<string, number>()
  world.onFrame((from, to, label, frame) => {
    const way = `${from} ${to}`
    if (label === 'bulk') through.set(way, (through.get(way) ?? 0) + frame.length)
  })
  const bytes = film(3_000_000)
  expect(await world.finish(fromAna.send(fileOf('letter.pdf', bytes), bob.me, 'bob'))).toBeUndefined()
  await world.until(() => toBob.asked().length === 1, 'bob is asked')
  expect(toBob.asked()[0]).toMatchObject({ name: 'letter.pdf', size: 3_000_000, from: ana.me })
  await world.advance(3_000)
  expect(through.size).toBe(0)
  const id = toBob.asked()[0]!.id
  toBob.accept(id)
  await world.until(() => fromAna.sendings()[0]?.at === 'over', 'ana is told')
  expect(fromAna.sendings()[0]?.reason).toBe('file-taken')
  expect(isSame(await bytesOf(world, toBob, id), bytes)).toBe(true)
  expect([...through].filter(([, moved]) => moved > 10_000).map(([way]) => way)).toEqual(['ana bob'])
  expect([hall, den, far].flatMap(inRoom)).toEqual([])
})

test('two phones that cannot reach each other: the bytes pass through the screens between them', async () => {
  const world = makeWorld('through screens')
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(den, 'bob')
  await world.advance(4_000)
  world.cut(ana, bob)
  world.cut(ana, den)
  world.cut(bob, hall)
  await world.advance(12_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const bytes = film(2_500_000)
  await world.finish(fromAna.send(fileOf('letter.pdf', bytes), bob.me, 'bob'))
  await world.until(() => toBob.asked().length === 1, 'bob is asked')
  const id = toBob.asked()[0]!.id
  toBob.accept(id)
  await world.until(() => toBob.arrivals()[0]?.at === 'whole', 'bob has it')
  expect(isSame(await bytesOf(world, toBob, id), bytes)).toBe(true)
  expect(await world.finish(den.node().blob(toBob.arrivals()[0]!.blob!))).toBeUndefined()
})

test('who declines gets nothing, and who cancels on either side leaves nothing behind', async () => {
  const world = makeWorld('cancel')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  const bob = await world.visit(hall, 'bob')
  await world.advance(4_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const asked = async () => {
    await world.finish(fromAna.send(fileOf('film.mp4', film(6_000_000)), bob.me, 'bob'))
    await world.until(() => toBob.asked().length === 1, 'bob is asked')
    return toBob.asked()[0]!.id
  }
  toBob.decline(await asked())
  await world.until(() => fromAna.sendings()[0]?.reason === 'file-declined', 'ana hears of it')
  fromAna.cancel(fromAna.sendings()[0]!.id)

  const taken = await asked()
  toBob.accept(taken)
  await world.until(() => (toBob.arrivals()[0]?.bytes ?? 0) > 0, 'some of it is there')
  toBob.cancel(taken)
  await world.until(() => fromAna.sendings()[0]?.reason === 'file-cancelled', 'ana hears of it')
  fromAna.cancel(taken)

  const given = await asked()
  toBob.accept(given)
  await world.until(() => (toBob.arrivals()[0]?.bytes ?? 0) > 0, 'some of it is there')
  fromAna.cancel(given)
  await world.until(() => toBob.arrivals().length === 0, 'bob hears of it')

  await world.finish(fromAna.send(fileOf('film.mp4', film(6_000_000)), 'room', ''))
  await world.until(() => (hall.node().files.coming()[0]?.bytes ?? 0) > 0, 'some of it is on the wall')
  fromAna.cancel(fromAna.sendings()[0]!.id)
  await world.until(() => hall.node().files.coming().length === 0, 'the wall hears of it')

  await world.finish(fromAna.send(fileOf('film.mp4', film(6_000_000)), 'room', ''))
  await world.until(() => (hall.node().files.coming()[0]?.bytes ?? 0) > 0, 'some of it is on the wall')
  await world.finish(hall.node().files.cancel(hall.node().files.coming()[0]!.id))
  await world.until(() => fromAna.sendings()[0]?.reason === 'file-cancelled', 'ana hears of it')
  expect([inRoom(hall), toBob.arrivals(), toBob.asked()]).toEqual([[], [], []])
})

test('whoever takes a file and has no room left for it says so: the wall, or the person, who may have it once there is', async () => {
  const world = makeWorld('no room left')
  const hall = await world.makeRoom('hall')
  const [ana, bob] = [await world.visit(hall, 'ana'), await world.visit(hall, 'bob')]
  await world.advance(4_000)
  const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
  const bytes = film(6_000_000)
  const send = async () => {
    void fromAna.send(fileOf('film.mp4', bytes), bob.me, 'bob')
    await world.until(() => toBob.asked().length === 1, 'bob is asked')
    toBob.accept(toBob.asked()[0]!.id)
    await world.until(() => (toBob.arrivals().at(-1)?.bytes ?? 0) > 1_000_000, 'some of it is there')
  }
  await send()
  bob.disk.isFull = true
  await world.until(() => fromAna.sendings()[0]?.reason === 'person-full', 'ana hears of it')
  expect([fromAna.sendings()[0]?.at, toBob.arrivals()[0]]).toMatchObject([
    'over',
    { at: 'failed', reason: 'storage-full' },
  ])
  bob.disk.isFull = false
  await send()
  await world.until(() => fromAna.sendings()[1]?.reason === 'file-taken', 'it is there')

  void fromAna.send(fileOf('film.mp4', bytes), 'room', '')
  await world.until(() => (hall.node().files.coming()[0]?.bytes ?? 0) > 0, 'some of it is on the wall')
  hall.disk.isFull = true
  await world.until(() => fromAna.sendings()[2]?.reason === 'storage-full', 'ana hears of that, too')
  expect([inRoom(hall), hall.node().files.coming()]).toEqual([[], []])
})

test.each(['room', 'person'])(
  'who cancels while out of reach is heard once they are back: the %s does not go on waiting',
  async (whom) => {
    const world = makeWorld(`cancel out of reach of the ${whom}`)
    const hall = await world.makeRoom('hall')
    const ana = await world.visit(hall, 'ana')
    const bob = await world.visit(hall, 'bob')
    await world.advance(4_000)
    const [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
    const coming = () => (whom === 'room' ? hall.node().files.coming() : toBob.arrivals())
    await world.finish(fromAna.send(fileOf('film.mp4', film(3_000_000)), whom === 'room' ? 'room' : bob.me, 'bob'))
    if (whom === 'person') await world.until(() => toBob.asked().length === 1, 'bob is asked')
    for (const { id } of toBob.asked()) toBob.accept(id)
    await world.until(() => (coming()[0]?.bytes ?? 0) > 0, 'some of it is there')
    world.cut(ana)
    for (const { id } of fromAna.sendings()) fromAna.cancel(id)
    await world.advance(15_000)
    expect(coming()).toMatchObject([{ at: 'paused' }])
    world.heal()
    await world.advance(15_000)
    expect([coming(), inRoom(hall)]).toEqual([[], []])
  },
)

test.each(['member', 'admin'])(
  'who cancels out of reach and comes back at another screen, after a reload, is heard by the one that waits (%s)',
  async (who) => {
    const world = makeWorld(`cancel and come back elsewhere as ${who}`)
    const hall = await world.makeRoom('hall')
    const ana = await world.pairMember(hall, 'ana', { admin: who === 'admin' })
    const den = await world.pairScreen(hall, 'den')
    await world.advance(4_000)
    const before = await openFiles(world, ana)
    const home = [hall, den].find(({ me }) => me === ana.node().homeScreen())!
    const other = home === hall ? den : hall
    await world.finish(before.send(fileOf('film.mp4', film(3_000_000)), 'room', ''))
    await world.until(() => (home.node().files.coming()[0]?.bytes ?? 0) > 0, 'some of it is there')
    world.cut(ana)
    for (const { id } of before.sendings()) before.cancel(id)
    await world.advance(15_000)
    before.stop()
    const after = await openFiles(world, ana)
    expect(after.sendings()).toEqual([])
    world.heal()
    world.cut(ana, home)
    world.cut(home, BOX)
    await world.until(() => ana.node().standing().at === 'live' && ana.node().homeScreen() === other.me, 'at the other')
    await world.advance(30_000)
    world.heal()
    await world.until(() => home.node().files.coming().length === 0, 'the one that waited hears of it')
    expect([inRoom(hall), inRoom(den)]).toEqual([[], []])
    after.stop()
  },
)

test.each([1, 2, 3])(
  'whatever is cut, sleeps or restarts in the middle, three files to the room and one to a person arrive once each (seed %i)',
  async (seed) => {
    const world = makeWorld(`files ${seed}`)
    const hall = await world.makeRoom('hall')
    const den = await world.pairScreen(hall, 'den')
    const ana = await world.pairMember(hall, 'ana')
    const bob = await world.pairMember(den, 'bob')
    await world.advance(4_000)
    let [fromAna, toBob] = [await openFiles(world, ana), await openFiles(world, bob)]
    const films = [2_600_000, 300_000, 1_300_000].map((size, n) => film(size, n + 3))
    for (const [n, bytes] of films.entries()) void fromAna.send(fileOf(`film ${n}.mp4`, bytes), 'room', '')
    const letter = film(2_400_000, 11)
    void fromAna.send(fileOf('letter.pdf', letter), bob.me, 'bob')
    await world.until(() => toBob.asked().length === 1, 'bob is asked')
    const { id } = toBob.asked()[0]!
    toBob.accept(id)

    const chance = world.chance
    for (let n = 0; n < 5; n++) {
      await world.advance(chance.between(20, 1_500))
      const what = chance.between(0, 6)
      if (what < 1) world.cut(ana, hall)
      else if (what < 2) world.cut(ana)
      else if (what < 3) world.cut(ana, bob)
      else if (what < 4) {
        const screen = chance.between(0, 2) < 1 ? hall : den
        screen.losePower()
        await world.advance(2_000)
        await screen.start()
      } else if (what < 5) {
        bob.losePower()
        toBob.stop()
        await bob.start()
        toBob = await openFiles(world, bob)
      } else {
        world.cut(ana)
        ana.sleep()
        await world.advance(20_000)
        world.heal()
        ana.wakeUp()
      }
      await world.advance(chance.between(100, 15_000))
      world.heal()
    }
    await world.until(
      () => inRoom(hall).length === 3 && inRoom(den).length === 3 && toBob.arrivals()[0]?.at === 'whole',
      'everything has arrived',
      300_000,
    )
    await world.advance(20_000)
    for (const screen of [hall, den]) {
      const files = filesOf(screen.node().docs().commons)
      expect(files.map(({ name }) => name).sort()).toEqual(['film 0.mp4', 'film 1.mp4', 'film 2.mp4'])
      expect(screen.node().files.coming()).toEqual([])
      for (const file of files) {
        const kept = await world.finish(screen.node().readFile(file.blob))
        expect(isSame(Buffer.from(kept ?? []), films[Number(file.name[5])]!)).toBe(true)
      }
    }
    expect(isSame(await bytesOf(world, toBob, id), letter)).toBe(true)
    expect(fromAna.sendings().filter(({ at }) => at !== 'over')).toEqual([])
    fromAna.stop()
  },
)
