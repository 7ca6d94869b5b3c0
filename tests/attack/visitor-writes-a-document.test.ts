import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Bytes } from '../../src/lib/bytes.ts'
import { mayWrite } from '../../src/mesh/may-read.ts'
import { notesOf, setVisitorsMay } from '../../src/room/commons.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/mesh/may-read.ts'), { spy: true })

test('a visitor that writes a document itself, in an admin’s name, is cut off and has written nothing', () =>
  onlyStoppedBy(mayWrite, () => true, {
    stopped: 'screens-only',
    async attack() {
      const world = makeWorld('writes a document')
      const hall = await world.makeRoom('hall')
      const { link } = await crookedVisitor(world, hall)
      const { commons } = hall.node().docs()
      const forged = new Y.Doc()
      Y.applyUpdate(forged, Y.encodeStateAsUpdate(commons))
      const before = Y.encodeStateVector(forged)
      setVisitorsMay(
        forged,
        { addNotes: true, show: true, files: true },
        { screen: hall.me, now: () => hall.node().roomNow() },
      )
      forged
        .getMap('notes')
        .set('n', { text: 'Fire drill at noon', by: hall.me, byName: 'The director', at: 1, rev: ['x', 1] })
      link.send(
        { type: 'update', doc: 'commons', epoch: hall.node().documents.epoch() },
        Y.encodeStateAsUpdate(forged, before) as Bytes,
      )
      await world.advance(2_000)
      if (notesOf(commons).some(({ byName }) => byName === 'The director')) return 'in'
      return link.byeReason() ?? 'ignored'
    },
  }))

test('nor does it hand out statements', () =>
  onlyStoppedBy(mayWrite, () => true, {
    stopped: 'screens-only',
    async attack() {
      const world = makeWorld('hands out statements')
      const hall = await world.makeRoom('hall')
      const { link } = await crookedVisitor(world, hall)
      link.send({ type: 'statements', items: [] })
      await world.advance(2_000)
      return link.byeReason() ?? 'in'
    },
  }))
