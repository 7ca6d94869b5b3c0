import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import type { Bytes } from '../../src/lib/bytes.ts'
import type { Phone, Screen } from './people.ts'
import type { World } from './world.ts'

const picture = (size: number): Bytes => Uint8Array.from({ length: size }, (_, i) => (i * 7) & 255)

async function show(world: World, phone: Phone, bytes: Bytes) {
  const blob = await world.finish(phone.node().offerBlob(bytes))
  const answer = phone.node().call('display.picture', { target: 'all', blob, name: 'plan.png', size: bytes.length })
  return { blob, answer: await world.finish(answer) }
}
const has = async (world: World, screen: Screen, blob: Awaited<ReturnType<typeof show>>['blob']) =>
  (await world.finish(screen.node().blob(blob))) !== undefined

test('a picture that a phone shows is fetched by its home, and from there by every screen, once each', async () => {
  const world = makeWorld('picture')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const den = await world.pairScreen(hall, 'den')
  const ana = await world.visit(hall, 'ana')
  await world.advance(4_000)
  const moved = new Map<string, number>()
  world.onFrame((_from, to, label, frame) => label === 'bulk' && moved.set(to, (moved.get(to) ?? 0) + frame.length))
  const bytes = picture(2_000_000)
  const { blob, answer } = await show(world, ana, bytes)
  expect(answer.ok).toBe(true)
  // Changes go on meanwhile, and each makes every screen look for what it lacks.
  for (let n = 0; n < 10; n++) ana.note(`note ${n}`)
  await world.advance(5_000)
  for (const screen of [hall, kitchen, den]) {
    expect([screen.name, await has(world, screen, blob)]).toEqual([screen.name, true])
    expect([screen.name, (moved.get(screen.name) ?? 0) < 1.2 * bytes.length]).toEqual([screen.name, true])
  }
  expect(Buffer.compare((await world.finish(ana.node().blob(blob))) as Bytes, bytes)).toBe(0)
})

test('a screen that was cut off in the middle of a picture has it a minute after, without anybody doing anything', async () => {
  const world = makeWorld('picture cut')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(4_000)
  world.cut(ana, kitchen)
  const { blob } = await show(world, ana, picture(8_000_000))
  await world.advance(120)
  world.cut(hall, kitchen)
  await world.advance(3_000)
  world.heal()
  await world.advance(60_000)
  expect(await has(world, kitchen, blob)).toBe(true)
})

test('a picture that is no longer shown is gone from every disk a quarter of an hour later, and what is shown stays', async () => {
  const world = makeWorld('picture dropped')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(4_000)
  const { blob: first } = await show(world, ana, picture(30_000))
  await world.advance(4_000)
  const { blob: second } = await show(world, ana, picture(40_000))
  await world.advance(15 * 60_000)
  for (const screen of [hall, kitchen]) {
    expect([screen.name, await has(world, screen, first)]).toEqual([screen.name, false])
    expect([screen.name, await has(world, screen, second)]).toEqual([screen.name, true])
  }
})

test('a picture whose phone goes before it was fetched is refused, and nobody shows it', async () => {
  const world = makeWorld('picture gone')
  const hall = await world.makeRoom('hall')
  const ana = await world.visit(hall, 'ana')
  await world.advance(4_000)
  const other = await world.finish(ana.node().offerBlob(picture(10)))
  const answer = await world.finish(
    ana.node().call('display.picture', { target: 'all', blob: other, name: 'x', size: 5 }),
  )
  expect(answer).toEqual({ ok: false, error: 'picture-too-large' })
})
