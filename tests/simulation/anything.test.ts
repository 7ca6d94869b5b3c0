import { letAnythingHappen } from './anything.ts'
import { expect, test } from 'vitest'
import { disagreements } from './agreement.ts'
import { DAILY_SEEDS, freshSeeds, KEPT_SEEDS } from './seeds.ts'

const fresh = freshSeeds()
// Each with its seed, so that a night's failure can be run again by day.
// oxlint-disable-next-line no-console -- asked for with SEEDS=n
if (fresh.length > 0) console.log(`Fresh seeds: ${fresh[0]} to ${fresh.at(-1)}`)

test.each([...KEPT_SEEDS, ...DAILY_SEEDS, ...fresh])(
  'whatever happens, all agree once everything is mended (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const { world, removed, happened } = await letAnythingHappen(seed)
    const said = disagreements(world, { removed })
    expect(said, `seed ${seed}\n${happened.join('\n')}`).toEqual([])
  },
)

test(
  'a seed decides everything: the same run twice is the same, message by message',
  { timeout: 120_000 },
  async () => {
    for (const seed of [3, 20]) {
      const [once, again] = [await letAnythingHappen(seed), await letAnythingHappen(seed)]
      expect(again.happened).toEqual(once.happened)
      expect(again.world.trace()).toBe(once.world.trace())
    }
  },
)
