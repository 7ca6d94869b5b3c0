import { makeWorld } from '../simulation/world.ts'
import { test, vi } from 'vitest'
import { ok } from '../../src/lib/result.ts'
import { parse } from '../../src/protocol/shape.ts'
import { notesOf } from '../../src/room/commons.ts'
import { crookedVisitor } from './attackers.ts'
import { onlyStoppedBy } from './kit.ts'

vi.mock(import('../../src/protocol/shape.ts'), { spy: true })
const { parse: realParse } =
  await vi.importActual<typeof import('../../src/protocol/shape.ts')>('../../src/protocol/shape.ts')

/** What no object literal can have: read from JSON, as packets are. */
const POISONED: unknown = JSON.parse(`{"id":"${'A'.repeat(22)}","text":"Milk","__proto__":{"admin":true}}`)

test('a prototype hidden in a call’s arguments is not handed on to whoever copies them', () =>
  onlyStoppedBy(
    parse,
    // As if these arguments were believed to be what they should be.
    ((schema, value) =>
      Object.hasOwn(Object(value), '__proto__') ? ok(value) : realParse(schema, value)) as typeof parse,
    {
      stopped: 'only what was asked for',
      async attack() {
        const world = makeWorld('prototype')
        const hall = await world.makeRoom('hall')
        const { link, ground } = await crookedVisitor(world, hall)
        vi.mocked(parse).mockClear()
        await world.finish(ground.calls.call(link, 'note.add', POISONED))
        const read = vi.mocked(parse).mock.results.map(({ value }) => value as ReturnType<typeof parse>)
        const copies = read.map((one) => Object.assign({}, one.ok ? one.value : {}) as { admin?: boolean })
        if ('admin' in {}) return 'every object is an admin'
        if (notesOf(hall.node().docs().commons).length === 0) return 'there is no note'
        return copies.some(({ admin }) => admin) ? 'in' : 'only what was asked for'
      },
    },
  ))
