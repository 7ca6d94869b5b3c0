import { makeWorld } from '../simulation/world.ts'
import { expect, test, vi } from 'vitest'
import { POLLUTION, SECRET, spoil } from '../fuzz/spoil.ts'
import { makeChance } from '../simulation/chance.ts'
import { toBase64url } from '../../src/lib/bytes.ts'
import { roomFactsOf } from '../../src/room/commons.ts'
import { makeQuotas } from '../../src/services/quotas.ts'
import { CALL_NAMES } from '../../src/services/room-calls.ts'
import { crookedVisitor } from './attackers.ts'
import { without } from './kit.ts'

vi.mock(import('../../src/services/quotas.ts'), { spy: true })

/** Something of every shape that calls take, so that spoiling one part of it goes past the first check of many. */
const shapes = (device: string, others: string) => [
  { id: 'A'.repeat(22), text: 'Milk', name: 'Mallory', title: '', minutes: 15 },
  { target: 'all', text: 'Hello', device: others, statement: { text: '{"kind":"consent"}', sig: 'A'.repeat(86) } },
  { target: others, blob: 'A'.repeat(43), name: '\u202egpj.exe', size: 9, id: 'A'.repeat(43), to: others, say: 'ask' },
  {
    id: 'A'.repeat(22),
    kind: 'display.show',
    args: { text: 'x', display: 'all' },
    on: others,
    withinMs: 100,
    by: others,
  },
  {
    id: 'A'.repeat(12),
    to: 'opened',
    receipt: '00000000',
    template: 'AAAA',
    occasions: { people: [device], bookings: [] },
  },
  { events: [{ id: 'A'.repeat(22), fromMs: 1, toMs: 2, title: 'x' }], addNotes: true, show: true, files: true },
]

test('a visitor who calls everything there is by hand, with odd things in it, gets a short answer each time and hurts nobody', async () => {
  await without(
    makeQuotas,
    () => ({ take: () => undefined }),
    async () => {
      const world = makeWorld('odd calls')
      const hall = await world.makeRoom('hall')
      const ana = await world.visit(hall, 'ana')
      const { ground, link, keys } = await crookedVisitor(world, hall)
      const chance = makeChance('odd calls')
      const good = shapes(keys.device, ana.me).map((one) => JSON.stringify(one))
      const names = [...CALL_NAMES, 'constructor', '__proto__', 'toString', 'enter', 'pair.hello', 'pair.match', '']
      const refusals = new Set<string>()
      for (const name of names) {
        if (name === 'leave') continue
        for (let n = 0; n < 12; n++) {
          const text = n < good.length ? good[n] : spoil(chance, chance.pick(good))
          const args = fromText(text as string)
          const answer = await world.finish(ground.calls.call(link, name, args, toBase64url(chance.bytes(16)), 9_000))
          const said = answer.ok ? (JSON.stringify(answer.value) ?? '') : answer.error
          expect([name, said.includes(SECRET), link.isClosed()]).toEqual([name, false, false])
          if (!answer.ok) refusals.add(answer.error)
          await world.advance(20)
        }
      }
      // Every refusal is one of our words, and not something that was thrown.
      expect([...refusals].filter((word) => !/^[a-z-]{4,24}$/.test(word))).toEqual([])
      expect(refusals).not.toContain('timeout')
      expect(POLLUTION in {}).toBe(false)
      await world.advance(3_000)
      // The room goes on, ana is in it, and nothing that is an admin's to change has changed.
      expect(ana.node().standing()).toEqual({ at: 'live' })
      expect(roomFactsOf(hall.node().docs().commons)?.name).toBe('Club')
      expect([...(hall.node().book.roster()?.devices.keys() ?? [])]).toEqual([hall.me])
      const note = ana.note('still here')
      expect((await world.finish(note.answered)).ok).toBe(true)
    },
  )
}, 120_000)

/** As a page would hand it on: what is no JSON goes as text. */
function fromText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
