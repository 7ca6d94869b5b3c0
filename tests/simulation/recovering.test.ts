import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import { bringWords } from '../../src/app/screen/bring-words.ts'
import type { Lock } from '../../src/app/screen/lock.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const isAdmin = (on: Screen, device: string) =>
  [...(on.node().book.roster()?.devices.values() ?? [])].some((known) => known.device === device && known.admin)
const isIn = (on: Screen, device: string) =>
  [...(on.node().book.roster()?.devices.keys() ?? [])].some((known) => known === device)

function aLock() {
  let locked = true
  return { isLocked: () => locked, unlock: () => void (locked = false) } as unknown as Lock
}

test('the first screen is stolen: the words on another wall put that one first and take the stolen one out', async () => {
  const world = makeWorld('stolen')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  await world.advance(5_000)
  // The thief is quick, too: the stolen tablet, until now the most senior of all, removes the kitchen while it is cut off.
  world.split([kitchen, den], [hall])
  await world.advance(8_000)
  const lock = aLock()
  expect(await world.finish(bringWords(kitchen.node(), lock, world.words(), [hall.me]))).toBeUndefined()
  expect(lock.isLocked()).toBe(false)
  await world.finish(hall.node().remove(kitchen.me))
  world.heal()
  await world.advance(20_000)
  for (const screen of [kitchen, den]) {
    expect(isIn(screen, hall.me)).toBe(false)
    expect(isAdmin(screen, kitchen.me)).toBe(true)
  }
  expect(hall.node().neighbours.links()).toEqual([])
  expect(disagreements(world, { removed: [hall] })).toEqual([])
})

test('the sole admin is lost: the words make the screen that is left one, and unlock it', async () => {
  const world = makeWorld('lost admin')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  await world.advance(5_000)
  await world.unadmin(hall, kitchen.me)
  await world.advance(3_000)
  await hall.stop()
  expect(isAdmin(kitchen, kitchen.me)).toBe(false)
  expect(await world.finish(kitchen.node().remove(hall.me))).toBe('admins-only')
  expect(await world.finish(bringWords(kitchen.node(), aLock(), world.words(), []))).toBeUndefined()
  expect(isAdmin(kitchen, kitchen.me)).toBe(true)
  expect(await world.finish(kitchen.node().remove(hall.me))).toBeUndefined()
})

test('two admins that remove each other while cut off: the more senior stays, on every screen', async () => {
  const world = makeWorld('each other')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  await world.advance(5_000)
  world.split([hall], [kitchen], [den])
  await world.advance(8_000)
  await world.finish(Promise.all([hall.node().remove(kitchen.me), kitchen.node().remove(hall.me)]))
  world.heal()
  await world.advance(20_000)
  expect([isIn(den, hall.me), isIn(den, kitchen.me)]).toEqual([true, false])
  expect(disagreements(world, { removed: [kitchen] })).toEqual([])
})

test('words of another room, or no words, change nothing', async () => {
  const world = makeWorld('wrong words')
  const hall = await world.makeRoom('hall')
  const lock = aLock()
  const others = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect(await world.finish(bringWords(hall.node(), lock, others, []))).toBe('words-other-room')
  expect(await world.finish(bringWords(hall.node(), lock, 'legal winner', []))).toBe('words-count')
  expect(lock.isLocked()).toBe(true)
})
