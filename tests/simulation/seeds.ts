import found from './found-seeds.json' with { type: 'json' }

/** Runs that failed once. They stay for ever, each with what it showed. */
export const KEPT_SEEDS: readonly number[] = [
  // A removed screen's last word of who was with it stayed on phones for ever.
  20068,
  // A phone ahead of its screens by an epoch was never told that it had caught up.
  20159,
  // A phone in the epoch of a screen that was removed, of which no other screen had heard, was never brought out of it.
  100034,
  // A removed screen was handed the next epoch before the news of its removal, and wrote into it.
  100328,
  // What nights have found, and nobody has looked into yet (scripts/nightly.mjs).
  ...found,
]
/** Runs of every day. */
export const DAILY_SEEDS: readonly number[] = Array.from({ length: 24 }, (_, n) => n + 1)
/** `SEEDS=200`: so many that nobody has seen, from a start that is printed; `SEEDS=200 FROM=…` runs them again. */
export function freshSeeds(): number[] {
  const count = Number(process.env['SEEDS'] ?? 0)
  const from = Number(process.env['FROM'] ?? Math.floor(Math.random() * 1e9))
  return Array.from({ length: count }, (_, n) => from + n)
}
