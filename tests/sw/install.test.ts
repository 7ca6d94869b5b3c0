import { expect, test } from 'vitest'
import { fillShell } from '../../src/sw/install.ts'
import { cacheName, type Shell } from '../../src/sw/precache.ts'

const v1: Shell = { id: 'v1', files: { '/index.html': 'sha256-1', '/app.js': 'sha256-2' }, models: {} }
const v2: Shell = { id: 'v2', files: { '/index.html': 'sha256-3', '/app.js': 'sha256-4' }, models: {} }

/** A box whose files match their hashes, but for those said to be damaged; `stale` ones only in the browser's own cache. */
function makeBox(damaged: readonly string[] = [], stale: readonly string[] = []) {
  const asked: string[] = []
  const get = (path: string, { cache }: RequestInit): Promise<Response> => {
    asked.push(path)
    const isWrong = damaged.includes(path) || (stale.includes(path) && cache !== 'reload')
    return isWrong ? Promise.reject(new TypeError('integrity')) : Promise.resolve(new Response(path))
  }
  return { asked, fetch: get as typeof fetch }
}

/** Caches as a browser keeps them; the quota is a number of files. */
function makeCaches(quota = Infinity) {
  const kept = new Map<string, Map<string, Response>>()
  const open = (name: string) => {
    const files = kept.get(name) ?? new Map<string, Response>()
    kept.set(name, files)
    return Promise.resolve({
      keys: () => Promise.resolve([...files.keys()].map((path) => ({ url: `https://box.test${path}` }))),
      put: (path: string, response: Response) =>
        files.size < quota ? Promise.resolve(files.set(path, response)) : Promise.reject(new Error('quota')),
    })
  }
  const caches = {
    open,
    has: (name: string) => Promise.resolve(kept.has(name)),
    delete: (name: string) => Promise.resolve(kept.delete(name)),
  }
  return { kept, caches: caches as unknown as CacheStorage }
}

test('a release whose files are all right is kept whole', async () => {
  const { kept, caches } = makeCaches()
  await fillShell(v1, { caches, fetch: makeBox().fetch })
  expect([...(kept.get(cacheName(v1))?.keys() ?? [])]).toEqual(['/index.html', '/app.js'])
})

test('a release with one wrong file is refused; the one before stays, and nothing of the new one does', async () => {
  const { kept, caches } = makeCaches()
  await fillShell(v1, { caches, fetch: makeBox().fetch })
  await expect(fillShell(v2, { caches, fetch: makeBox(['/app.js']).fetch })).rejects.toThrow('integrity')
  expect([...kept.keys()]).toEqual([cacheName(v1)])
})

test('a release that does not fit on the disk leaves nothing behind', async () => {
  const { kept, caches } = makeCaches(1)
  await expect(fillShell(v1, { caches, fetch: makeBox().fetch })).rejects.toThrow('quota')
  expect(kept.size).toBe(0)
})

test('what a worker killed half-way left is filled anew', async () => {
  const { kept, caches } = makeCaches()
  await (await caches.open(cacheName(v1))).put('/index.html', new Response('half'))
  await fillShell(v1, { caches, fetch: makeBox().fetch })
  expect(await kept.get(cacheName(v1))?.get('/index.html')?.text()).toBe('/index.html')
})

test('a damaged copy in the browser’s own cache does not stand in the way of the repair', async () => {
  const { kept, caches } = makeCaches()
  await fillShell(v1, { caches, fetch: makeBox([], ['/app.js']).fetch })
  expect(kept.get(cacheName(v1))?.size).toBe(2)
})

test('going back to the release that is running touches nothing, even with the box damaged', async () => {
  const { caches } = makeCaches()
  await fillShell(v1, { caches, fetch: makeBox().fetch })
  const box = makeBox(['/app.js'])
  await fillShell(v1, { caches, fetch: box.fetch })
  expect(box.asked).toEqual([])
})
