import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { fromBase64url, type Bytes } from '../../src/lib/bytes.ts'
import { makeAnswered } from '../../src/mesh/answered.ts'
import { handshakeMessage, type Claim, type Hello } from '../../src/protocol/handshake.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { readPacket } from '../../src/protocol/packet.ts'
import { notesOf, shownOn } from '../../src/room/commons.ts'
import { admissionsOf } from '../../src/trust/admissions.ts'
import { authorize } from '../../src/trust/authorize.ts'
import { verifySignature } from '../../src/trust/keys.ts'
import { crookedVisitor, mallory, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/mesh/answered.ts'), { spy: true })
vi.mock(import('../../src/trust/admissions.ts'), { spy: true })
vi.mock(import('../../src/trust/authorize.ts'), { spy: true })
vi.mock(import('../../src/trust/keys.ts'), { spy: true })

const { admissionsOf: realAdmissions } = await vi.importActual<typeof import('../../src/trust/admissions.ts')>(
  '../../src/trust/admissions.ts',
)

test('a handshake recorded whole and played again opens nothing', () =>
  onlyStoppedBy(verifySignature, () => Promise.resolve(true), {
    stopped: 'bad-signature',
    async attack() {
      const world = makeWorld('replayed handshake')
      const hall = await world.makeRoom('hall')
      const ana = await world.visit(hall, 'ana')
      await world.advance(1_000)
      const recorded: { hello?: Hello; sig?: string; claim?: Claim } = {}
      world.onFrame((from, _to, _label, frame) => {
        const read = from === 'ana' ? readPacket(handshakeMessage, frame.subarray(1)) : undefined
        if (read?.ok && read.value.header.type === 'hello') recorded.hello = read.value.header.hello
        if (read?.ok && read.value.header.type === 'proof') Object.assign(recorded, read.value.header)
      })
      // Ana's phone comes back, as phones do, and somebody records it.
      await ana.stop()
      await ana.start()
      await world.advance(5_000)
      await ana.stop()
      await world.advance(10_000)
      const { hello, sig = '', claim } = recorded
      if (!hello || claim?.as !== 'admitted') return 'nothing was recorded'
      return shows(world, await mallory(world), hall, {
        hello,
        signer: { device: hello.device, sign: () => Promise.resolve(fromBase64url(sig) as Bytes) },
        claim: () => Promise.resolve(claim),
      })
    },
  }))

test('an admission given to one phone serves no other', () =>
  onlyStoppedBy(
    admissionsOf,
    // As if an admission did not say whose it is.
    (...of) =>
      new Map([...realAdmissions(...of)].map(([id, one]) => [id, { ...one, device: thief.device ?? one.device }])),
    {
      stopped: 'not-admitted',
      async attack() {
        const world = makeWorld('replayed admission')
        const hall = await world.makeRoom('hall')
        const ana = await world.visit(hall, 'ana')
        await world.advance(1_000)
        const { admission } = ana.node().papers()
        const who = await mallory(world)
        thief.device = who.keys.device
        if (!admission) return 'there was nothing to steal'
        return shows(world, who, hall, { claim: () => Promise.resolve({ as: 'admitted', admission }) })
      },
    },
  ))
const thief: { device?: DeviceId } = {}

test('a call that another phone made, made again by a visitor, is that visitor’s own and has its rights only', () =>
  onlyStoppedBy(authorize, () => 'allowed', {
    stopped: 'admins-only',
    async attack() {
      const world = makeWorld('replayed call')
      const hall = await world.makeRoom('hall')
      const ana = await world.visit(hall, 'ana')
      const note = ana.note('Ana’s own')
      await world.finish(note.answered)
      const removal = { name: 'note.remove', args: { id: note.id }, key: 'A'.repeat(22) }
      const thief = await crookedVisitor(world, hall)
      const answer = await world.finish(thief.ground.calls.call(thief.link, removal.name, removal.args, removal.key))
      return answer.ok && notesOf(hall.node().docs().commons).length === 0 ? 'in' : answer.ok ? 'kept' : answer.error
    },
  }))

test('the same call played again is answered, and not done again', () =>
  onlyStoppedBy(makeAnswered, () => ({ once: (_caller, _key, answer) => answer() as never }), {
    stopped: 'Today',
    succeeds: 'Yesterday',
    async attack() {
      const world = makeWorld('played again')
      const hall = await world.makeRoom('hall')
      const { ground, link } = await crookedVisitor(world, hall)
      const show = (text: string, key: string) =>
        world.finish(ground.calls.call(link, 'display.text', { target: 'all', text }, key.repeat(22)))
      await show('Yesterday', 'A')
      await show('Today', 'B')
      expect(await show('Yesterday', 'A')).toEqual({ ok: true, value: null })
      const shown = shownOn(hall.node().docs().commons, hall.me)
      return shown?.kind === 'text' ? shown.text : 'nothing'
    },
  }))
