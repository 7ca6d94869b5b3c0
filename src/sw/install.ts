import { cacheName, missingFiles, type Shell } from './precache.ts'

type World = { readonly caches: CacheStorage; readonly fetch: typeof fetch }

/** Brings the whole shell into its cache, or rejects and leaves none: half a release is worse than the one before. */
export async function fillShell(shell: Shell, world: World): Promise<void> {
  const name = cacheName(shell)
  // The box may have gone back to the release that is running: its cache is whole and in use, so it is left as it is.
  if ((await world.caches.has(name)) && (await isWhole(shell, await world.caches.open(name)))) return
  // What a worker killed half-way left.
  await world.caches.delete(name)
  // All files are fetched and verified before the cache exists, so one wrong file costs nothing already kept.
  const files = await Promise.all(Object.entries(shell.files).map((file) => fetchVerified(...file, world.fetch)))
  try {
    const cache = await world.caches.open(name)
    await Promise.all(files.map(([path, response]) => cache.put(path, response)))
  } catch (fault) {
    await world.caches.delete(name)
    throw fault
  }
}

async function isWhole(shell: Shell, cache: Cache): Promise<boolean> {
  const kept = await cache.keys()
  const urls = kept.map((request) => request.url)
  return missingFiles(shell, urls).length === 0
}

/** Rejects where the bytes are not those of the release. */
export async function fetchVerified(path: string, integrity: string, get: typeof fetch): Promise<[string, Response]> {
  const ask = (cache: RequestCache) => get(path, { integrity, cache, credentials: 'omit' })
  // 'no-cache' saves fetching what the page just loaded. Where that copy is the damaged one, only 'reload' gets past it.
  return [path, await ask('no-cache').catch(() => ask('reload'))]
}
