import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { toBase64url, utf8, type Bytes } from '../../src/lib/bytes.ts'
import { mayBeSentMore, mostMessagesPerS, mostPacketBytes, whoMakesRoom } from '../../src/mesh/limits.ts'
import { addNote, notesOf } from '../../src/room/commons.ts'
import { makeQuotas } from '../../src/services/quotas.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/mesh/limits.ts'), { spy: true })
vi.mock(import('../../src/services/quotas.ts'), { spy: true })

test('a flood of links from one phone keeps nobody else out', () =>
  onlyStoppedBy(whoMakesRoom, () => undefined, {
    stopped: 'ana is in',
    succeeds: 'ana is kept out: timeout',
    async attack() {
      const world = makeWorld('flood of links')
      const hall = await world.makeRoom('hall')
      const { link, keys, around } = await crookedVisitor(world, hall)
      const offer = () => {
        const boot = toBase64url(around.random(16))
        const intro = { device: keys.device, boot, type: 'offer', attempt: boot, sdp: 'v=0\r\n' }
        const body = toBase64url(utf8(JSON.stringify(intro)))
        link.send({ type: 'intro', from: keys.device, to: hall.me, body })
      }
      const stop = around.clock.every(20, offer)
      const beat = around.clock.every(2_000, () =>
        link.send({ type: 'beat', now: 0, epoch: '', docs: {}, statements: '', home: false }),
      )
      await world.advance(3_000)
      const came = await world.tryVisit(hall, 'ana')
      stop()
      beat()
      return came.ok ? 'ana is in' : `ana is kept out: ${came.error}`
    },
  }))

test('a flood of calls, each with a note, ends the link that brings it', () =>
  onlyStoppedBy(mostMessagesPerS, () => Infinity, {
    stopped: 'too-many',
    async attack() {
      const world = makeWorld('flood of calls')
      const hall = await world.makeRoom('hall')
      const { link } = await crookedVisitor(world, hall)
      for (let id = 0; id < 150; id++) {
        const key = `${id}`.padStart(22, '_')
        link.send({ type: 'call', id, name: 'note.add', key, args: { id: key, text: `Note ${id}` } })
      }
      await world.advance(3_000)
      return notesOf(hall.node().docs().commons).length === 150 ? 'in' : (link.byeReason() ?? 'lost')
    },
  }))

test('a patient flood of calls, slow enough for the link, is refused by name and changes nothing more', () =>
  onlyStoppedBy(makeQuotas, () => ({ take: () => undefined }), {
    stopped: 'too-many',
    async attack() {
      const world = makeWorld('patient flood')
      const hall = await world.makeRoom('hall')
      const { link, ground } = await crookedVisitor(world, hall)
      const outcomes: string[] = []
      for (let second = 0; second < 4; second++) {
        const text = `Second ${second}`
        const calls = Array.from({ length: 70 }, () => ground.calls.call(link, 'display.text', { target: 'all', text }))
        outcomes.push(...(await world.finish(Promise.all(calls))).map((answer) => (answer.ok ? 'in' : answer.error)))
        await world.advance(1_100)
      }
      return outcomes.find((outcome) => outcome !== 'in') ?? 'in'
    },
  }))

test('a call of 10 MB is not even read', () =>
  onlyStoppedBy(mostPacketBytes, () => 64 << 20, {
    stopped: 'too-large',
    succeeds: 'read to its end, and refused: malformed',
    async attack() {
      const world = makeWorld('10 MB')
      const hall = await world.makeRoom('hall')
      const { link, ground } = await crookedVisitor(world, hall)
      const args = { id: 'A'.repeat(22), text: 'A'.repeat(10 << 20) }
      const answer = await world.finish(ground.calls.call(link, 'note.add', args))
      expect(notesOf(hall.node().docs().commons)).toEqual([])
      return link.byeReason() ?? `read to its end, and refused: ${answer.ok ? '' : answer.error}`
    },
  }))

test('a phone that asks for everything a hundred times over does not fill the wall’s memory', () =>
  onlyStoppedBy(mayBeSentMore, () => true, {
    stopped: 'some answers',
    succeeds: 'all answers at once',
    async attack() {
      const world = makeWorld('asks again')
      const hall = await world.makeRoom('hall')
      const { commons } = hall.node().docs()
      for (let n = 0; n < 150; n++) {
        const note = { text: `${n}`.repeat(600), by: hall.me, byName: '' }
        addNote(commons, `${n}`.padStart(22, '_'), note, hall.node().author)
      }
      const { link, keys } = await crookedVisitor(world, hall)
      const wholeBytes = Y.encodeStateAsUpdate(commons).length
      const nothing = Y.encodeStateVector(new Y.Doc()) as Bytes
      for (let n = 0; n < 100; n++)
        link.send({ type: 'sv', doc: 'commons', epoch: hall.node().documents.epoch() }, nothing)
      const theirs = hall.node().neighbours.linkTo(keys.device)
      let mostBytes = 0
      for (let ms = 0; ms < 500; ms += 5) {
        await world.advance(5)
        mostBytes = Math.max(mostBytes, theirs?.queuedBytes() ?? 0)
      }
      if (mostBytes > 50 * wholeBytes) return 'all answers at once'
      return mostBytes > wholeBytes / 2 ? 'some answers' : 'no answer'
    },
  }))
