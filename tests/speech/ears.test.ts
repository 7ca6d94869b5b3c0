import { expect, test } from 'vitest'
import { makeEars, type Ears } from '../../src/app/screen/ears.ts'
import { ok } from '../../src/lib/result.ts'
import type { Link } from '../../src/mesh/link.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import type { EarClaim } from '../../src/services/ear-calls.ts'
import { makeClock } from '../faces/time.ts'

const WHAT = 'a'.repeat(43)

/** Screens that hear one person, and the milliseconds that a call between them takes. */
function screens(names: readonly string[], wayMs = 10) {
  const clock = makeClock()
  const all = new Map<DeviceId, Ears>()
  for (const name of names as DeviceId[]) {
    const others = () =>
      [...all.keys()].filter((other) => other !== name).map((device) => ({ peer: { device, role: 'screen' } }) as Link)
    all.set(
      name,
      makeEars({
        me: name,
        clock,
        neighbours: { links: others },
        calls: () => ({
          async call(link, _name, args) {
            await new Promise<void>((resolve) => clock.after(wayMs, resolve))
            return ok(all.get(link.peer.device)?.asked(name, args as EarClaim))
          },
        }),
      }),
    )
  }
  const ears = (name: string) => {
    const found = all.get(name as DeviceId)
    if (!found) throw new Error(name)
    return found
  }
  const answering: Record<string, string> = {}
  return {
    ...{ clock, ears, answering },
    hears(name: string, db: number, what = WHAT) {
      void ears(name)
        .claim({ what, db })
        .then((by) => (answering[name] = by))
    },
  }
}

test('of screens that heard the same, the one that heard it loudest answers, and only that', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen', 'attic'])
  hears('hall', -30)
  await clock.turn(5)
  hears('kitchen', -20)
  hears('attic', -50)
  await clock.turn(300)
  expect(answering['kitchen']).toBe('kitchen')
  expect(Object.values(answering).filter((by) => by === 'kitchen').length).toBeGreaterThanOrEqual(1)
  for (const name of ['hall', 'attic']) expect(answering[name]).not.toBe(name)
})

test('equally loud, it is still one', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -30)
  hears('kitchen', -30)
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'hall' })
})

test('who was slower to understand, but heard it better within a tenth of a second, answers', async () => {
  const { clock, ears, hears, answering } = screens(['hall', 'kitchen'])
  ears('kitchen').listensBy(() => true)
  hears('hall', -40)
  await clock.turn(70)
  hears('kitchen', -20)
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'kitchen', kitchen: 'kitchen' })
})

test('what was answered is not answered again by whoever understands it late', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  await clock.turn(500)
  hears('kitchen', -20)
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'hall' })
})

test('two people who ask two things are both answered, and nobody waits for the deaf', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  hears('kitchen', -20, 'b'.repeat(43))
  await clock.turn(20)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'kitchen' })
})

test('said again a while later, it is done again', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  await clock.turn(3_000)
  hears('kitchen', -50)
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'kitchen' })
})
