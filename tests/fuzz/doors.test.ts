import { makeChance } from '../simulation/chance.ts'
import { expect, test } from 'vitest'
import { DOORS, type Door } from './doors.ts'
import { POLLUTION, SECRET, spoil } from './spoil.ts'

/** `FUZZ=1000000`: so many cases over all doors; `FUZZ_SEED=…` runs the same ones again. `npm run nightly` sets both. */
const CASES = Number(process.env['FUZZ'] ?? 10_000)
const SEED = process.env['FUZZ_SEED'] ?? '20261125'

test.each(DOORS)(
  'whatever comes to the door $name is read or refused in few words that repeat nothing of it, and changes no object',
  (door) => {
    const chance = makeChance(`fuzz ${SEED} ${door.name}`)
    for (const good of door.good) expect(typeof door.read(good).ok).toBe('boolean')
    for (let n = 0; n < CASES / DOORS.length; n++) {
      const input = spoil(chance, chance.pick(door.good))
      const fault = faultOf(door, input)
      if (fault)
        throw new Error(
          `${fault}; FUZZ_SEED=${SEED}, case ${n} of “${door.name}”: ${JSON.stringify(input).slice(0, 500)}`,
        )
    }
  },
  600_000,
)

test('what is good passes its door, so that spoiling it means something', () => {
  const strict = DOORS.filter(({ name }) =>
    /^(handshake|link|bulk|introduction|statement|papers|backup|row|join)/.test(name),
  )
  for (const { name, good, read } of strict)
    for (const one of good) expect([name, one, read(one).ok]).toEqual([name, one, true])
})

test('a door that lets a prototype through, repeats what it refuses or throws is found out', () => {
  const bad = (read: Door['read']): Door => ({ name: 'bad', good: [], read })
  expect(
    faultOf(
      bad(() => ({ ok: false, error: `not ${SECRET}` })),
      '',
    ),
  ).toBe('the refusal repeats what came')
  expect(
    faultOf(
      bad(() => {
        throw new Error('!')
      }),
      '',
    ),
  ).toBe('it throws: !')
  expect(
    faultOf(
      bad((input) => ({ ok: true, value: JSON.parse(input as string) as unknown })),
      `{"__proto__":{"${POLLUTION}":true}}`,
    ),
  ).toBe('a prototype came through')
})

function faultOf(door: Door, input: Parameters<Door['read']>[0]): string | undefined {
  let read
  try {
    read = door.read(input)
  } catch (fault) {
    return `it throws: ${(fault as Error).message}`
  }
  if (POLLUTION in {} || POLLUTION in []) return 'every object is changed'
  if (read.ok) return hasPrototype(read.value) ? 'a prototype came through' : undefined
  const said = String(read.error)
  if (said.length > 200) return 'the refusal is long'
  return said.includes(SECRET) ? 'the refusal repeats what came' : undefined
}

/** Copied by careless code, such a value would hand its own idea of everything to whoever copies it. */
const hasPrototype = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')
