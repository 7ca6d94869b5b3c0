import { makeWorld } from '../simulation/world.ts'
import { agreeToRecord, everyoneAgreed, heardBy, recordingOn } from '../simulation/meetings.ts'
import type { Screen } from '../simulation/people.ts'
import { test, vi } from 'vitest'
import type { KnownRoom } from '../../src/app/memory.ts'
import { authorize } from '../../src/trust/authorize.ts'
import { makePeriodKey, recipients } from '../../src/trust/minutes.ts'
import { readPieces } from '../../src/trust/minutes-file.ts'
import { openMinutes } from '../../src/trust/minutes-open.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/trust/minutes.ts'), { spy: true })
vi.mock(import('../../src/trust/authorize.ts'), { spy: true })

/** Ana is there from the beginning, Mallory for ten seconds in the middle; each wants to hear more than that. */
async function meeting(name: string, before: (hall: Screen) => Promise<void> = async () => {}) {
  const world = makeWorld(name)
  const hall = await world.makeRoom('hall')
  await before(hall)
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

test('a copy of all that the screens keep, keys and all, opens nothing', () => {
  const copied: KnownRoom['keys'][] = []
  return onlyStoppedBy(
    recipients,
    (seals) =>
      [...seals, ...copied.map((keys) => [keys.device, keys.seal] as const)].map(([device, seal]) => ({
        device,
        seal,
      })),
    {
      stopped: 'nothing',
      async attack() {
        const copy = async (hall: Screen) =>
          copied.splice(0, 1, ...(await hall.memory().rooms()).map(({ keys }) => keys))
        const { world, hall, id } = await meeting('a copy of all stores', async (hall) => void (await copy(hall)))
        const kept = await hall.node().recording.desk.take(id, 'exported', '')
        const parts = await world.finish(Promise.all((kept?.blobs ?? []).map(({ blob }) => hall.node().blob(blob))))
        const pieces = parts.flatMap((part) => (part ? readPieces(part).pieces : []))
        const head = { id, fromMs: kept?.fromMs ?? 0, periods: kept?.periods ?? [] }
        const heard = await world.finish(
          Promise.all(copied.map((keys) => openMinutes({ head, pieces, isCut: false }, keys))),
        )
        return pieces.length > 5 && heard.every(({ sounds }) => sounds.length === 0) ? 'nothing' : 'in'
      },
    },
  )
})

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
