import { makeWorld } from './world.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { assert } from '../../src/lib/assert.ts'
import { isBoardOpen, openNotesOf } from '../../src/room/open-notes.ts'
import { disagreements } from './agreement.ts'
import type { Screen } from './people.ts'

const recordOf = (screen: Screen) => {
  const record = screen.node().board.record()
  assert(record, 'the board is open')
  return record
}
const openOn = (screen: Screen) => openNotesOf(screen.node().docs().commons).map(({ text }) => text)
const textsIn = (doc: Y.Doc) =>
  [...doc.getMap('notes').values()].map((value) => (value as { text: string }).text).sort()

async function openHouse(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(kitchen, 'ana')
  await world.advance(3_000)
  hall.node().board.open()
  const app = world.boards.openApplication(recordOf(hall))
  await world.advance(2_000)
  return { world, hall, kitchen, ana, app }
}

test('an application and the room share notes, on every screen and phone, until the board is closed', async () => {
  const { world, hall, kitchen, ana, app } = await openHouse('open board')
  await world.finish(ana.note('from ana').answered)
  app.doc.getMap('notes').set('app-1', { text: 'from the application' })
  await world.advance(2_000)
  expect(textsIn(app.doc)).toEqual(['from ana', 'from the application'])
  const onPhone = openNotesOf(ana.node().documents.get('commons')).map(({ text }) => text)
  expect([openOn(hall), openOn(kitchen), onPhone]).toEqual(Array(3).fill(['from the application']))

  kitchen.node().board.close()
  await world.advance(2_000)
  app.doc.getMap('notes').set('app-2', { text: 'too late' })
  await world.finish(ana.note('among ourselves').answered)
  await world.advance(3_000)
  expect(textsIn(app.doc)).toEqual(['from ana', 'from the application', 'too late'])
  expect(openOn(kitchen)).toEqual(['from the application'])
  expect(isBoardOpen(hall.node().docs().commons)).toBe(false)
  expect(disagreements(world)).toEqual([])
})

test('opened again it has another name and password, and who has the old ones is left alone', async () => {
  const { world, hall, app } = await openHouse('new password')
  const before = recordOf(hall)
  hall.node().board.open()
  await world.advance(2_000)
  const after = recordOf(hall)
  expect([after.room === before.room, after.password === before.password]).toEqual([false, false])
  app.doc.getMap('notes').set('app-1', { text: 'from the old one' })
  await world.advance(2_000)
  expect(openOn(hall)).toEqual([])
})

test('when a screen or an admin is removed, the board goes on under another name and password, at a screen that is left', async () => {
  const { world, hall, kitchen, app } = await openHouse('keeper removed')
  const bob = await world.visit(hall, 'bob')
  kitchen.node().board.open() // the kitchen's from now on
  await world.advance(2_000)
  const shown = recordOf(hall)
  expect(shown.keeper).toBe(kitchen.me)
  app.close()
  const other = world.boards.openApplication(shown)
  await world.finish(hall.node().remove(kitchen.me))
  await world.advance(15_000)
  const after = recordOf(hall)
  expect(after).toMatchObject({ keeper: hall.me, grown: false, renewed: true })
  expect([after.room === shown.room, after.password === shown.password]).toEqual([false, false])
  // Who knows the old ones only, as what was removed does, hears nothing and is not heard.
  other.doc.getMap('notes').set('app-1', { text: 'from outside' })
  await world.finish(bob.note('among ourselves').answered)
  const told = world.boards.openApplication(after)
  await world.advance(3_000)
  expect(openOn(hall)).toEqual([])
  expect(textsIn(other.doc)).toEqual(['from outside'])
  expect(textsIn(told.doc)).toEqual(['among ourselves'])

  // A member who is no admin never read the password: for it, nobody's lines change.
  const mia = await world.pairMember(hall, 'mia')
  await world.finish(hall.node().remove(mia.me))
  await world.advance(5_000)
  expect(recordOf(hall)).toMatchObject({ room: after.room, password: after.password })
})

test.each(['two keepers 1', 'two keepers 2', 'two keepers 3'])(
  'in a room cut in two each half may keep a board; a removed keeper is not heard by the half that removed it (%s)',
  async (seed) => {
    const { world, hall, kitchen, ana, app } = await openHouse(seed)
    const den = await world.pairScreen(kitchen, 'den')
    await world.advance(3_000)
    world.split([hall], [kitchen, den, ana])
    await world.advance(8_000)
    // The hall does not hear that it was removed, and goes on keeping the board that was.
    await world.finish(kitchen.node().remove(hall.me))
    await world.advance(15_000)
    expect([kitchen.me, den.me]).toContain(recordOf(kitchen).keeper)
    expect(recordOf(hall).keeper).toBe(hall.me)
    const told = world.boards.openApplication(recordOf(kitchen))
    for (let n = 0; n < 5; n++) {
      told.doc.getMap('notes').set(`app-${n}`, { text: `note ${n}` })
      app.doc.getMap('notes').set(`old-${n}`, { text: `to the hall ${n}` })
      await world.advance(700)
    }
    await world.finish(ana.note('from ana').answered)
    await world.advance(5_000)
    const carried = world.boards.carried()
    await world.advance(20_000)
    expect(world.boards.carried()).toBe(carried)
    expect(openOn(kitchen)).toEqual(openOn(den))
    expect(openOn(kitchen).sort()).toEqual(['note 0', 'note 1', 'note 2', 'note 3', 'note 4'])
    expect([textsIn(told.doc).includes('from ana'), textsIn(app.doc).includes('from ana')]).toEqual([true, false])
    world.heal()
    await world.advance(20_000)
    expect(openOn(kitchen).length).toBe(5)
  },
  120_000,
)

test('a board that grew beyond what y-webrtc carries is begun afresh, and who overfilled it is left behind', async () => {
  const { world, hall, kitchen, app } = await openHouse('overfull')
  const before = recordOf(hall)
  app.doc.getMap('notes').set('app-1', { text: 'kept' })
  await world.advance(1_000)
  // In a corner of the document that is not the notes: nothing there is the room's to tidy.
  app.doc.getArray('pixels').push(['x'.repeat(300_000)])
  await world.advance(3_000)
  const after = recordOf(kitchen)
  expect([after.room === before.room, after.grown, after.keeper]).toEqual([false, true, hall.me])
  app.doc.getMap('notes').set('app-2', { text: 'lost' })
  const other = world.boards.openApplication(after)
  await world.advance(2_000)
  expect(textsIn(other.doc)).toEqual(['kept'])
  expect(openOn(kitchen)).toEqual(['kept'])
  expect(disagreements(world)).toEqual([])
})

test('changes that refer to what never came weigh as others do: who sends them without end is left behind as soon', async () => {
  const { world, hall, app } = await openHouse('dangling')
  const before = recordOf(hall)
  app.doc.getMap('notes').set('app-1', { text: 'kept' })
  await world.advance(1_000)
  const elsewhere = new Y.Doc()
  elsewhere.getArray('pixels').push(['first'])
  const known = Y.encodeStateVector(elsewhere)
  elsewhere.getArray('pixels').push(['x'.repeat(300_000)])
  world.boards.send(before, Y.encodeStateAsUpdate(elsewhere, known))
  await world.advance(1_000)
  const after = recordOf(hall)
  expect([after.room === before.room, after.grown]).toEqual([false, true])
  expect(openOn(hall)).toEqual(['kept'])
})
