import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { notesOf } from '../../src/room/commons.ts'
import { authorOf } from '../../src/services/call.ts'
import { signerOf, verifySignature } from '../../src/trust/keys.ts'
import { isRosterKind } from '../../src/trust/roster.ts'
import { crookedVisitor, mallory, shows } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/services/call.ts'), { spy: true })
vi.mock(import('../../src/trust/keys.ts'), { spy: true })

test('a note that says it is by an admin is by whose link it came over', () =>
  onlyStoppedBy(authorOf, () => ({ by: claimed.by as DeviceId, byName: claimed.byName }), {
    stopped: 'mallory’s',
    succeeds: 'the director’s',
    async attack() {
      const world = makeWorld('forged by')
      const hall = await world.makeRoom('hall')
      const { ground, link, keys } = await crookedVisitor(world, hall)
      Object.assign(claimed, { by: hall.me, byName: 'The director' })
      const args = { id: 'A'.repeat(22), text: 'Go home', ...claimed, at: 1, rev: ['x', 9e9] }
      await world.finish(ground.calls.call(link, 'note.add', args))
      const [note] = notesOf(hall.node().docs().commons)
      if (note?.by === hall.me && note.byName === 'The director') return 'the director’s'
      return note?.by === keys.device && note.byName === '' && note.at > 1 ? 'mallory’s' : 'nobody’s'
    },
  }))
/** What the call says of its author. */
const claimed = { by: '', byName: '' }

test('an operation in an admin’s name that the admin did not sign makes nobody a screen', () =>
  onlyStoppedBy(verifySignature, () => Promise.resolve(true), {
    stopped: 'bad-signature',
    async attack() {
      const world = makeWorld('forged operation')
      const hall = await world.makeRoom('hall')
      const { book, room, me } = hall.node()
      const who = await mallory(world)
      const { device, seal } = who.keys
      const said = {
        kind: 'add',
        room,
        by: me,
        at: 1,
        heads: book.roster()?.heads,
        device,
        seal,
        role: 'screen',
        admin: true,
      }
      const forged = { text: JSON.stringify(said), sig: 'A'.repeat(86) }
      const roster = book.all().flatMap(({ body, signed }) => (body && isRosterKind(body) ? [signed] : []))
      return shows(world, who, hall, { claim: () => Promise.resolve({ as: 'resident', roster: [...roster, forged] }) })
    },
  }))

test('another device’s id in the hello is found out by its signature', () =>
  onlyStoppedBy(verifySignature, () => Promise.resolve(true), {
    stopped: 'bad-signature',
    async attack() {
      const world = makeWorld('forged hello')
      const hall = await world.makeRoom('hall')
      const kitchen = await world.pairScreen(hall, 'kitchen')
      await kitchen.stop()
      await world.advance(10_000)
      const { device, seal } = {
        device: kitchen.me,
        seal: hall.node().book.roster()?.devices.get(kitchen.me)?.seal ?? '',
      }
      const who = await mallory(world)
      return shows(world, who, hall, {
        hello: { device, seal, nonce: 'A'.repeat(22), room: hall.node().room },
        signer: { ...signerOf(who.keys), device },
      })
    },
  }))
