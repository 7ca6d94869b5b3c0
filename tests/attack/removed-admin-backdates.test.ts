import { test, vi } from 'vitest'
import { graphOf } from '../../src/trust/roster-graph.ts'
import { settle } from '../../src/trust/roster-rules.ts'
import { makePaperRoom, named, peopleIn } from '../trust/people.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/roster-graph.ts'), { spy: true })
vi.mock(import('../../src/trust/roster-rules.ts'), { spy: true })
const { graphOf: realGraph } = await vi.importActual<typeof import('../../src/trust/roster-graph.ts')>(
  '../../src/trust/roster-graph.ts',
)
const { settle: realSettle } = await vi.importActual<typeof import('../../src/trust/roster-rules.ts')>(
  '../../src/trust/roster-rules.ts',
)

/** Alice makes the room and adds Bob; what Bob signs after his removal says that it is older. */
function removedBob() {
  const room = makePaperRoom('alice')
  const bobs = room.add('alice', 'bob', { admin: true })
  room.remove('alice', 'bob')
  return { room, before: [bobs] }
}

test('what a removed admin signs in the name of an earlier day brings nobody in', () =>
  onlyStoppedBy(
    graphOf,
    // As if a removal had always seen everything.
    (...of) => ({ ...realGraph(...of), sawIt: () => true }),
    {
      stopped: 'alice*',
      succeeds: 'alice* mallory*',
      attack() {
        const { room, before } = removedBob()
        room.add('bob', 'mallory', { admin: true, seen: before })
        return Promise.resolve(peopleIn(room.roster(), 'alice', 'bob', 'mallory').join(' '))
      },
    },
  ))

test('nor does it take away who removed them', () =>
  onlyStoppedBy(graphOf, (...of) => ({ ...realGraph(...of), sawIt: () => true }), {
    stopped: 'alice stays',
    succeeds: 'alice is gone',
    attack() {
      const { room, before } = removedBob()
      room.remove('bob', 'alice', before)
      return Promise.resolve(room.roster().devices.has(named('alice')) ? 'alice stays' : 'alice is gone')
    },
  }))

test('what a member signs who is no admin brings nobody in', () =>
  onlyStoppedBy(
    settle,
    (graph, recovery) => ({ ...realSettle(graph, recovery), stands: () => true, structural: graph.nodes }),
    {
      stopped: 'alice* bob',
      succeeds: 'alice* bob mallory*',
      attack() {
        const room = makePaperRoom('alice')
        room.add('alice', 'bob', { role: 'member' })
        room.add('bob', 'mallory', { admin: true })
        return Promise.resolve(peopleIn(room.roster(), 'alice', 'bob', 'mallory').join(' '))
      },
    },
  ))

test('two admins that remove each other while cut off: the senior one stays, and the other cannot undo it', () =>
  onlyStoppedBy(
    graphOf,
    // As if whoever came last were the most senior.
    (...of) => {
      const graph = realGraph(...of)
      return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, depth: -node.depth })) }
    },
    {
      stopped: 'alice*',
      succeeds: 'bob* mallory*',
      attack() {
        const { room, before } = removedBob()
        const undone = room.remove('bob', 'alice', before)
        room.add('bob', 'mallory', { admin: true, seen: [undone] })
        return Promise.resolve(peopleIn(room.roster(), 'alice', 'bob', 'mallory').join(' '))
      },
    },
  ))
