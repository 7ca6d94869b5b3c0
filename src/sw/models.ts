import { fetchVerified } from './install.ts'
import { MODELS_CACHE } from './precache.ts'

type World = { readonly caches: CacheStorage; readonly fetch: typeof fetch }

/**
 * One file of the recogniser: the kept one, or fetched, verified and kept for the next time. `fresh` passes over the
 * kept one, for whoever found it damaged. Rejects where the box's file is not that of this release; what was kept stays.
 */
export async function modelFor(
  path: string,
  integrity: string,
  { fresh }: { fresh: boolean },
  world: World,
): Promise<Response> {
  const cache = await world.caches.open(MODELS_CACHE)
  // By its hash too: a file of another release never stands for this one's.
  const key = `${path}?${integrity}`
  const kept = fresh ? undefined : await cache.match(key)
  if (kept) return kept
  const [, response] = await fetchVerified(path, integrity, world.fetch)
  // A full disk costs the next start a fetch, nothing else.
  await keep(cache, key, response.clone()).catch(() => undefined)
  return response
}

/** Older files of the same path go only once the new one is there. */
async function keep(cache: Cache, key: string, response: Response): Promise<void> {
  await cache.put(key, response)
  const path = key.slice(0, key.indexOf('?'))
  const all = (await cache.keys()).map((request) => new URL(request.url))
  const older = all.filter((url) => url.pathname === path && url.pathname + url.search !== key)
  await Promise.all(older.map((url) => cache.delete(url.href)))
}
