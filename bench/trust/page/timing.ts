export async function timed(task: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await task()
  return performance.now() - startMs
}

/** Of at least a few measurements, in ms. */
export function spread(all: readonly number[]) {
  const sorted = [...all].sort((a, b) => a - b)
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), n: all.length }
}

export const round = (ms: number) => Math.round(ms * 100) / 100
