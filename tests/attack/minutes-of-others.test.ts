import { makeWorld } from '../simulation/world.ts'
import { agreeToRecord, everyoneAgreed, heardBy, recordingOn } from '../simulation/meetings.ts'
import { test, vi } from 'vitest'
import { authorize } from '../../src/trust/authorize.ts'
import { makePeriodKey, recipients } from '../../src/trust/minutes.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/minutes.ts'), { spy: true })
vi.mock(import('../../src/trust/authorize.ts'), { spy: true })

/** Ana is there from the beginning, Mallory for ten seconds in the middle; each wants to hear more than that. */
async function meeting(name: string) {
  const world = makeWorld(name)
  const hall = await world.makeRoom('hall')
  const ana = await world.pairMember(hall, 'ana')
  await world.advance(2_000)
  await world.finish(ana.node().call('record.start', {}))
  await agreeToRecord(world, hall, ana)
  everyoneAgreed(hall)
  await world.advance(10_000)
  const id = recordingOn(hall)
  const mallory = await world.pairMember(hall, 'mallory')
  await world.advance(1_000)
  await agreeToRecord(world, hall, mallory)
  const fromMs = hall.node().roomNow()
  await world.advance(10_000)
  const untilMs = hall.node().roomNow()
  return { world, hall, ana, mallory, id, fromMs, untilMs }
}

test('who comes late does not open what was said before', async () => {
  const { makePeriodKey: real } =
    await vi.importActual<typeof import('../../src/trust/minutes.ts')>('../../src/trust/minutes.ts')
  return onlyStoppedBy(makePeriodKey, (_secret, to) => real(new Uint8Array(32).fill(7), to), {
    stopped: 'nothing from before',
    async attack() {
      const { world, mallory, id, fromMs } = await meeting('late joiner')
      // One key opens all of a meeting that never changed its key: so hers is tried on everything.
      const heard = await heardBy(world, mallory, id, { tryAllKeys: true })
      return heard.some(({ atMs, ms }) => atMs + ms < fromMs - 1_000) ? 'in' : 'nothing from before'
    },
  })
})

test('who has left does not open what was said after', () =>
  onlyStoppedBy(recipients, (seals) => [...seals].map(([device, seal]) => ({ device, seal })), {
    stopped: 'nothing from after',
    async attack() {
      const { world, mallory, id, untilMs } = await meeting('leaver')
      await world.finish(mallory.node().leave())
      await world.advance(10_000)
      await mallory.start()
      await world.advance(5_000)
      const heard = await heardBy(world, mallory, id, { tryAllKeys: false })
      return heard.some(({ atMs }) => atMs > untilMs + 1_000 && atMs < untilMs + 8_000) ? 'in' : 'nothing from after'
    },
  }))

test('who never agreed is not even handed what is sealed', () =>
  onlyStoppedBy(authorize, () => 'allowed', {
    stopped: 'screens-only',
    async attack() {
      const { world, hall, id } = await meeting('outsider')
      const { ground, link } = await crookedVisitor(world, hall, 'outsider')
      const answer = await world.finish(ground.calls.call(link, 'minutes.take', { id, to: 'opened' }))
      return answer.ok ? 'in' : answer.error
    },
  }))
