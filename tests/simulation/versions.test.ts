import { makeWorld } from './world.ts'
import { expect, test, vi } from 'vitest'
import { linkMessage } from '../../src/protocol/link.ts'
import { LINK_VERSIONS } from '../../src/protocol/handshake.ts'
import { notesOf, show, shownOn } from '../../src/room/commons.ts'
import { putRecord } from '../../src/room/records.ts'
import { disagreements, packetIn } from './agreement.ts'
import type { Screen } from './people.ts'
import type { Release } from './release.ts'

/** The version before this one: its own messages and handshake, frozen as they were (tests/protocol/versions). */
async function theOneBefore(): Promise<Release> {
  vi.resetModules()
  vi.doMock('../../src/protocol/link.ts', () => import('../protocol/versions/1/link.ts'))
  vi.doMock('../../src/protocol/handshake.ts', () => import('../protocol/versions/1/handshake.ts'))
  const { today } = await import('./release.ts')
  vi.doUnmock('../../src/protocol/link.ts')
  vi.doUnmock('../../src/protocol/handshake.ts')
  return today
}
const textsOn = (screen: Screen) =>
  notesOf(screen.node().docs().commons)
    .map(({ text }) => text)
    .sort()

test('devices of this version and of the one before share a room, whichever of them is a screen', async () => {
  const before = await theOneBefore()
  const frozen = await import('../protocol/versions/1/handshake.ts')
  expect(frozen.LINK_VERSIONS).toEqual({ least: 1, most: LINK_VERSIONS.most - 1 })
  for (const seed of ['versions 1', 'versions 2']) {
    const world = makeWorld(seed)
    const spoken = new Set<string>()
    world.onFrame((from, _to, _label, frame) => {
      const most = /"most":(\d+)/.exec(new TextDecoder().decode(frame))?.[1]
      if (most) spoken.add(`${from} ${most}`)
    })
    const hall = await world.makeRoom('hall')
    const old = await world.pairScreen(hall, 'old', { release: before })
    const mia = await world.pairMember(old, 'mia')
    const oldMia = await world.pairMember(hall, 'old mia', { release: before })
    const ana = await world.visit(old, 'ana')
    const oldAna = await world.visit(hall, 'old ana', { release: before })
    await world.advance(3_000)
    const phones = { mia, oldMia, ana, oldAna }
    await world.finish(Promise.all(Object.entries(phones).map(([name, phone]) => phone.note(name).answered)))
    await world.advance(3_000)
    expect(textsOn(hall)).toEqual(['ana', 'mia', 'oldAna', 'oldMia'])
    expect(disagreements(world)).toEqual([])
    expect([...spoken].sort()).toEqual(['ana 2', 'hall 2', 'mia 2', 'old 1', 'old ana 1', 'old mia 1'])
    // An epoch of either is gone over to by both.
    expect(await world.finish(old.node().remove(mia.me))).toBeUndefined()
    await world.advance(10_000)
    expect(await world.finish(hall.node().remove(oldMia.me))).toBeUndefined()
    await world.advance(10_000)
    expect(disagreements(world)).toEqual([])
  }
})

test('a kind of record that a device does not know is kept by it, through its own epoch too', async () => {
  const before = await theOneBefore()
  const world = makeWorld('unknown records')
  const hall = await world.makeRoom('hall')
  const old = await world.pairScreen(hall, 'old', { release: before })
  const paper = await world.addPaperMember(hall)
  await world.advance(3_000)
  const { author, docs } = hall.node()
  putRecord(docs().commons, 'bookings', 'monday', { from: 9, to: 11 }, author)
  show(docs().commons, 'all', { kind: 'hologram' } as never, author)
  await world.advance(3_000)
  await hall.stop()
  expect(await world.finish(old.node().remove(paper))).toBeUndefined()
  await world.advance(3_000)
  await hall.start()
  await world.advance(10_000)
  for (const screen of [hall, old]) {
    expect(screen.node().docs().commons.getMap('bookings').get('monday')).toMatchObject({ from: 9, to: 11 })
    expect(screen.node().docs().commons.getMap('display').get('all')).toMatchObject({ kind: 'hologram' })
    expect(shownOn(screen.node().docs().commons, screen.me)).toBeUndefined()
  }
  expect(disagreements(world)).toEqual([])
})

test('kinds of messages and names of documents that a device does not know close no link and do nothing', async () => {
  const world = makeWorld('unknown messages')
  const hall = await world.makeRoom('hall')
  const kitchen = await world.pairScreen(hall, 'kitchen')
  const ana = await world.visit(hall, 'ana')
  await world.advance(3_000)
  const kinds = new Set<string>(linkMessage.options.map(({ entries }) => entries.type.literal))
  const said: string[] = []
  world.onFrame((_from, _to, label, frame) => said.push(packetIn(label, frame)?.type ?? ''))
  for (const [speaker, to] of [
    [hall, kitchen],
    [hall, ana],
  ] as const) {
    const link = speaker.node().neighbours.linkTo(to.me)
    link?.send({ type: 'hologram', of: 'the garden' } as never)
    for (const type of ['sv', 'diff', 'update'])
      link?.send({ type, doc: 'cellar', epoch: hall.node().documents.epoch() } as never)
  }
  await world.advance(2_000)
  expect(said.filter((type) => type === 'hologram')).toHaveLength(2)
  expect([kinds.has('hologram'), said.includes('bye')]).toEqual([false, false])
  await world.finish(ana.note('still here').answered)
  await world.advance(2_000)
  expect(textsOn(kitchen)).toEqual(['still here'])
  expect(disagreements(world)).toEqual([])
})
