import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { isPlain } from '../../src/room/plain.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/room/plain.ts'), { spy: true })

test('a screen that is about to be removed writes what no other can copy: the epoch without it opens all the same', () =>
  onlyStoppedBy(isPlain, () => true, {
    stopped: 'kitchen is in the epoch without it, and writes',
    succeeds: 'the wall cannot: TypeError: Do not know how to serialize a BigInt',
    async attack() {
      const world = makeWorld('blocks the next epoch')
      const hall = await world.makeRoom('hall')
      const kitchen = await world.pairScreen(hall, 'kitchen')
      const den = await world.pairScreen(hall, 'den')
      await world.advance(3_000)
      // Under a revision that den's counter does not own up to, so that everybody believes it was never seen.
      const poisoned = { text: 1n << 60n, by: den.me, byName: '', at: 1, rev: ['somebody', 9e15] }
      den.node().docs().commons.getMap('notes').set('A'.repeat(22), poisoned)
      await world.advance(3_000)
      const fault = await world.finish(hall.node().remove(den.me)).catch(String)
      if (fault) return `the wall cannot: ${fault}`
      await world.advance(5_000)
      const { commons } = kitchen.node().docs()
      addNote(commons, 'B'.repeat(22), { text: 'We go on', by: kitchen.me, byName: '' }, kitchen.node().author)
      await world.advance(3_000)
      const arrived = notesOf(hall.node().docs().commons).some(({ text }) => text === 'We go on')
      const isTogether = kitchen.node().documents.epoch() === hall.node().documents.epoch()
      return isTogether && arrived ? 'kitchen is in the epoch without it, and writes' : 'kitchen stays behind'
    },
  }))
