import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { makeGround } from '../../src/app/phone/arrive.ts'
import { admissionsOf, shownOutUntil, someoneWasShownOut } from '../../src/trust/admissions.ts'
import { comesWith, crookedVisitor, mallory, photograph, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/admissions.ts'), { spy: true })
const { admissionsOf: realAdmissions } = await vi.importActual<typeof import('../../src/trust/admissions.ts')>(
  '../../src/trust/admissions.ts',
)

/** Mallory is in the room and is shown out. Her app does not erase anything. */
async function shownOut(seed: string) {
  const world = makeWorld(seed)
  const hall = await world.makeRoom('hall')
  const visitor = await crookedVisitor(world, hall)
  const admission = hall
    .node()
    .book.all()
    .find(({ body }) => body?.kind === 'admit')?.signed
  await world.finish(hall.node().showOut(visitor.keys.device))
  await world.advance(2_000)
  visitor.link.close('turned away')
  return { world, hall, visitor: { ...visitor, ground: makeGround(visitor.around, visitor.keys) }, admission }
}

test('who was shown out does not come back by the admission they kept', () =>
  onlyStoppedBy(
    admissionsOf,
    // As if nothing ended an admission but its time.
    (roster, statements) =>
      realAdmissions(
        roster,
        [...statements].filter(({ body }) => body?.kind !== 'gone'),
      ),
    {
      stopped: 'shown-out',
      async attack() {
        const { world, hall, visitor, admission } = await shownOut('back by admission')
        if (!admission) return 'there was no admission to keep'
        return shows(world, visitor, hall, { claim: () => Promise.resolve({ as: 'admitted', admission }) })
      },
    },
  ))

test('nor by scanning again with the same phone, even if nobody minds the door', () =>
  onlyStoppedBy(shownOutUntil, () => 0, {
    stopped: 'shown-out',
    async attack() {
      const { world, hall, visitor } = await shownOut('scans again')
      vi.mocked(someoneWasShownOut).mockReturnValue(false)
      try {
        return await comesWith(world, visitor, await photograph(world, hall))
      } finally {
        vi.mocked(someoneWasShownOut).mockReset()
      }
    },
  }))

test('nor as somebody else, with new keys: for ten minutes every scan waits for a tap', () =>
  onlyStoppedBy(someoneWasShownOut, () => false, {
    stopped: 'timeout',
    async attack() {
      const { world, hall } = await shownOut('new keys')
      return comesWith(world, await mallory(world, 'somebody else'), await photograph(world, hall))
    },
  }))
