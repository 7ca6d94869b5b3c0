/** A token bucket: `burst` at once, then `perSecond`. The caller says what time it is. */
export type Limit = { burst: number; perSecond: number }
export type Bucket = { tokens: number; atMs: number }

export const fullBucket = (limit: Limit, nowMs: number): Bucket => ({ tokens: limit.burst, atMs: nowMs })

/** Takes one token, or says that there is none. A clock set back takes nothing away. */
export function spend(bucket: Bucket, limit: Limit, nowMs: number): boolean {
  const passedS = Math.max(0, nowMs - bucket.atMs) / 1000
  bucket.tokens = Math.min(limit.burst, bucket.tokens + passedS * limit.perSecond)
  bucket.atMs = nowMs
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}

/** One bucket for each address. Buckets that are full again say nothing, so they are forgotten. */
export function makeAddressLimit(limit: Limit, mostAddresses = 10_000) {
  const buckets = new Map<string, Bucket>()
  const refillMs = (limit.burst / limit.perSecond) * 1000
  return (address: string, nowMs: number): boolean => {
    if (buckets.size >= mostAddresses) {
      for (const [known, bucket] of buckets) if (nowMs - bucket.atMs >= refillMs) buckets.delete(known)
      // So many addresses on one site is a flood: newcomers wait until some bucket has refilled.
      if (buckets.size >= mostAddresses && !buckets.has(address)) return false
    }
    const bucket = buckets.get(address) ?? fullBucket(limit, nowMs)
    buckets.set(address, bucket)
    return spend(bucket, limit, nowMs)
  }
}

/** Counts what is open at once: for each address, and altogether. */
export function makeTally({ perAddress, total }: { perAddress: number; total: number }) {
  const open = new Map<string, number>()
  let all = 0
  return {
    enter(address: string): boolean {
      const here = open.get(address) ?? 0
      if (here >= perAddress || all >= total) return false
      open.set(address, here + 1)
      all += 1
      return true
    },
    leave(address: string): void {
      const here = (open.get(address) ?? 0) - 1
      if (here > 0) open.set(address, here)
      else open.delete(address)
      all -= 1
    },
  }
}
