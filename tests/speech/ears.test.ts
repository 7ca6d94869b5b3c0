import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeEars, type Ears } from '../../src/app/screen/ears.ts'
import { ok } from '../../src/lib/result.ts'
import type { Link } from '../../src/mesh/link.ts'
import type { DeviceId } from '../../src/protocol/ids.ts'
import { EAR_CALLS, type EarClaim } from '../../src/services/ear-calls.ts'
import { makeClock } from '../faces/time.ts'

const WHAT = 'a'.repeat(43)
const OTHER = 'b'.repeat(43)

/** Screens that hear one person, and the milliseconds that a call between them takes. */
function screens(names: readonly string[], wayMs = 10) {
  const clock = makeClock()
  const begunMs = clock.now()
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
    /** A screen has made out what was said from then to then, in milliseconds of this story. */
    hears(name: string, db: number, { what = WHAT, fromMs = -1_500, toMs = -300 } = {}) {
      const span = { fromMs: begunMs + fromMs, toMs: begunMs + toMs }
      void ears(name)
        .claim({ what, db, span })
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

test('who understands it late can know that another screen has it, and takes nothing by asking', async () => {
  const { clock, ears, hears, answering } = screens(['hall', 'kitchen'])
  const span = { fromMs: clock.now() - 1_500, toMs: clock.now() - 300 }
  const asks = (name: string) => ears(name).claimedBefore({ what: WHAT, db: -20, span })
  expect(asks('kitchen')).toBeUndefined()
  hears('hall', -40)
  await clock.turn(500)
  expect([asks('kitchen'), asks('hall'), answering]).toEqual(['hall', undefined, { hall: 'hall' }])
})

test('two people who ask two things are both answered, and nobody waits for the deaf', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  hears('kitchen', -20, { what: OTHER, fromMs: -900, toMs: -200 })
  await clock.turn(20)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'kitchen' })
})

test('said again a while later, it is done again', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  await clock.turn(3_000)
  hears('kitchen', -50, { fromMs: 1_200, toMs: 2_700 })
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'kitchen' })
})

test('a screen that takes ten seconds to make it out neither holds the other up nor does it a second time', async () => {
  const { clock, ears, hears, answering } = screens(['hall', 'kitchen'])
  ears('kitchen').listensBy(() => true)
  hears('hall', -40)
  // Said 300 ms before, it is answered well within 700.
  await clock.turn(150)
  expect(answering).toEqual({ hall: 'hall' })
  await clock.turn(9_850)
  hears('kitchen', -20)
  await clock.turn(300)
  expect(answering['kitchen']).toBe('hall')
})

test('so it is where answers between the two come too late to be waited for', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'], 400)
  hears('hall', -40)
  await clock.turn(1_000)
  hears('kitchen', -20)
  await clock.turn(1_000)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'hall' })
})

test('what one of two misheard is one request, and the louder answers it', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -20)
  hears('kitchen', -30, { what: OTHER, fromMs: -1_420, toMs: -250 })
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'hall' })
})

test('the same asked twice in a row, of a slow screen and a fast one, is done twice', async () => {
  const { clock, hears, answering } = screens(['hall', 'kitchen'])
  hears('hall', -40)
  await clock.turn(2_500)
  hears('kitchen', -50, { fromMs: 400, toMs: 2_000 })
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'hall', kitchen: 'kitchen' })
})

test('a screen of the release before, which does not tell when it was said, and this one are still one answer', async () => {
  const { clock, ears, hears, answering } = screens(['hall'])
  /** As that release calls: through the call’s own shape. */
  const older = async (db: number) => {
    const room = { ears: ears('hall'), docs: { commons: new Y.Doc() }, grantedTo: () => new Set() }
    const who = { device: 'old' as DeviceId, role: 'screen' }
    return EAR_CALLS['ears.claim'](room as never, who as never, { what: WHAT, db })
  }
  hears('hall', -20)
  await clock.turn(50)
  expect(await older(-30)).toEqual(ok('mine'))
  await clock.turn(5_000)
  // Long after, it was asked again.
  expect(await older(-30)).toEqual(ok('deaf'))
  await clock.turn(1_000)
  hears('hall', -20, { fromMs: 4_000, toMs: 5_000 })
  await clock.turn(300)
  expect(answering).toEqual({ hall: 'old' })
})
