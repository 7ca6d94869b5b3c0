import { makeWorld, type World } from './world.ts'
import { expect, test } from 'vitest'
import { utf8 } from '../../src/lib/bytes.ts'
import { err, ok } from '../../src/lib/result.ts'
import { show, shownOn } from '../../src/room/commons.ts'
import { addFile } from '../../src/room/files.ts'
import type { Phone, Screen } from './people.ts'

/* Pages of a PDF on walls. Nothing is drawn here: a page is any bytes, and every file has three. */

const FILE = 'F'.repeat(43)
const commons = (screen: Screen) => screen.node().docs().commons
const up = (screen: Screen) => {
  const shown = shownOn(commons(screen), screen.me)
  return shown?.kind === 'picture' ? `${shown.name} ${shown.page?.number}` : shown?.kind === 'text' ? shown.text : 'no'
}
let calls = 0
const serve = (world: World, by: Phone, kind: string, args: object) =>
  world.finish(by.node().call('service.call', { id: `${calls++}`.padEnd(22, 'A'), kind, args }))

async function room(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const mia = await world.pairMember(hall, 'mia')
  await world.advance(4_000)
  const store = await hall.memory().storeOf(hall.node().room)
  const kept = await world.finish(store.putBlob(utf8('a PDF')))
  if (!kept.ok) throw new Error(kept.error)
  const fields = { name: 'slides', size: 5, kind: 'pdf' as const, blob: kept.value, by: hall.me, byName: 'hall' }
  addFile(commons(hall), FILE, fields, hall.node().author)
  await world.advance(4_000)
  return { world, hall, kitchen, mia }
}

test('all walls turn together, two who turn at once turn one page, and a wall that starts anew shows the same', async () => {
  const { world, hall, kitchen, mia } = await room('pages')
  expect(await serve(world, mia, 'display.page', { to: 2 })).toEqual(err('no-page'))
  expect(await serve(world, mia, 'display.show', { file: FILE })).toMatchObject(ok({}))
  await world.until(() => up(kitchen) === 'slides 1', 'the first page is up')
  const ask = { id: 'B'.repeat(22), kind: 'display.page', args: { to: 2 } }
  const both = Promise.all([mia.node().call('service.call', ask), kitchen.node().turnPage('all', 2)])
  expect(await world.finish(both)).toMatchObject([{ ok: true }, undefined])
  await world.until(() => up(hall) === 'slides 2' && up(kitchen) === 'slides 2', 'both have turned')
  await serve(world, mia, 'display.page', { to: 9 })
  await world.until(() => up(hall) === 'slides 3' && up(kitchen) === 'slides 3', 'the last page is the last')

  await kitchen.stop()
  await kitchen.start()
  expect(up(kitchen)).toBe('slides 3')
  const blob = shownOn(commons(kitchen), kitchen.me)
  const store = await kitchen.memory().storeOf(kitchen.node().room)
  expect(blob?.kind === 'picture' && (await world.finish(store.hasBlob(blob.blob)))).toBe(true)
})

test('turning a page leaves alone what another wall shows, and what is put up anew begins at its first page', async () => {
  const { world, hall, kitchen, mia } = await room('alone')
  await serve(world, mia, 'display.show', { file: FILE })
  await world.until(() => up(kitchen) === 'slides 1', 'the first page is up')
  const { author } = kitchen.node()
  show(commons(kitchen), kitchen.me, { kind: 'text', text: 'Soup', by: kitchen.me, byName: 'kitchen' }, author)
  await world.advance(2_000)
  await serve(world, mia, 'display.page', { to: 2, display: 'all' })
  await world.until(() => up(hall) === 'slides 2', 'the hall has turned')
  await world.advance(4_000)
  expect(up(kitchen)).toBe('Soup')
  await serve(world, mia, 'display.show', { file: FILE })
  await world.until(() => up(hall) === 'slides 1' && up(kitchen) === 'slides 1', 'it begins anew')
})
