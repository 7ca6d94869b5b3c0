import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Bytes } from '../../src/lib/bytes.ts'
import { mayRead } from '../../src/mesh/may-read.ts'
import { pinOf, secretsOf } from '../../src/room/residents.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/mesh/may-read.ts'), { spy: true })

test('a visitor that asks for residents and the vault in every way there is gets no byte of them', () =>
  onlyStoppedBy(mayRead, () => true, {
    stopped: 'nothing',
    async attack() {
      const world = makeWorld('reads residents')
      const hall = await world.makeRoom('hall')
      let heard = ''
      world.onFrame((_from, to, _label, frame) => {
        if (to === 'mallory') heard += Buffer.from(frame).toString('latin1')
      })
      const { link } = await crookedVisitor(world, hall)
      const epoch = hall.node().documents.epoch()
      for (const doc of ['residents', 'vault'] as const) {
        link.send({ type: 'sv', doc, epoch }, Y.encodeStateVector(new Y.Doc()) as Bytes)
        // As a screen would, that finds itself behind.
        link.send({ type: 'sv', doc, epoch: 'A'.repeat(43) as never }, Y.encodeStateVector(new Y.Doc()) as Bytes)
      }
      link.send({ type: 'beat', now: 0, epoch: '', docs: { residents: '', vault: '' }, statements: '', home: true })
      link.send({ type: 'have', ids: [] })
      await world.advance(10_000)
      const { residents } = hall.node().docs()
      const secrets = [pinOf(residents)?.hash, secretsOf(residents)?.backupToken]
      if (!heard.includes('commons')) return 'deaf'
      return secrets.some((secret) => secret !== undefined && heard.includes(secret)) ? 'in' : 'nothing'
    },
  }))
