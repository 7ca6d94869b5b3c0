import { makeWorld, type World } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import type { Screen } from '../simulation/people.ts'
import { keepOnlyWhoMayStay } from '../../src/app/screen/staying.ts'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { settle } from '../../src/trust/roster-rules.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/app/screen/staying.ts'), { spy: true })
vi.mock(import('../../src/trust/roster-rules.ts'), { spy: true })
const { settle: realSettle } = await vi.importActual<typeof import('../../src/trust/roster-rules.ts')>(
  '../../src/trust/roster-rules.ts',
)

const note = (screen: Screen, text: string) =>
  addNote(
    screen.node().docs().commons,
    text.padEnd(22, '_').replaceAll(' ', '_'),
    { text, by: screen.me, byName: '' },
    screen.node().author,
  )
const reads = (screen: Screen, text: string) =>
  notesOf(screen.node().docs().commons).some((found) => found.text === text)

/** A tablet is carried away switched off, and removed from the room meanwhile. */
async function carriedAway(seed: string): Promise<{ world: World; hall: Screen; den: Screen }> {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const den = await world.pairScreen(hall, 'den')
  await world.advance(3_000)
  world.cut(den)
  await world.advance(10_000)
  note(den, 'written by a thief')
  await world.finish(hall.node().remove(den.me))
  note(hall, 'said afterwards')
  await world.advance(10_000)
  return { world, hall, den }
}

test('a stolen tablet that comes back with the roster of the day it was stolen reads nothing, and writes nothing', () =>
  onlyStoppedBy(
    settle,
    // As if nobody could be removed.
    (graph, recovery) =>
      realSettle({ ...graph, nodes: graph.nodes.filter(({ op }) => op?.kind !== 'remove') }, recovery),
    {
      stopped: 'kept out',
      async attack() {
        const { world, hall, den } = await carriedAway('stolen tablet')
        world.heal()
        await world.advance(30_000)
        const isIn = reads(den, 'said afterwards') || reads(hall, 'written by a thief')
        return isIn && hall.node().neighbours.linkTo(den.me) ? 'in' : isIn ? 'in for a moment' : 'kept out'
      },
    },
  ))

test('a removal closes the links of every screen that can be reached within a second', () =>
  onlyStoppedBy(keepOnlyWhoMayStay, () => () => {}, {
    stopped: 'linked to nobody',
    succeeds: 'linked to hall, kitchen',
    async attack() {
      const world = makeWorld('within a second')
      const hall = await world.makeRoom('hall')
      const kitchen = await world.pairScreen(hall, 'kitchen')
      const den = await world.pairScreen(hall, 'den')
      await world.advance(5_000)
      expect(kitchen.node().neighbours.linkTo(den.me)).toBeDefined()
      await world.finish(hall.node().remove(den.me))
      await world.advance(1_000)
      expect(kitchen.node().documents.epoch()).toBe(hall.node().documents.epoch())
      expect(hall.node().documents.epoch()).not.toBe('')
      const linked = [hall, kitchen].filter((screen) => screen.node().neighbours.linkTo(den.me))
      return `linked to ${linked.map(({ name }) => name).join(', ') || 'nobody'}`
    },
  }))
