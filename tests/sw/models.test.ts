import { expect, test } from 'vitest'
import { modelFor } from '../../src/sw/models.ts'
import { MODELS_CACHE } from '../../src/sw/precache.ts'

const BOX = 'https://box.test'
const PATH = '/models/face-identity.tflite'

/** A box with one model: its content is also its hash, so that an altered one is refused as a browser would. */
function makeBox(content: string) {
  const box = {
    content,
    asked: 0,
    fetch: ((_path: string, { integrity }: RequestInit) => {
      box.asked++
      if (integrity !== `sha256-${box.content}`) return Promise.reject(new TypeError('integrity'))
      return Promise.resolve(new Response(box.content))
    }) as typeof fetch,
  }
  return box
}

function makeCaches() {
  const kept = new Map<string, Response>()
  const cache = {
    match: (key: string) => Promise.resolve(kept.get(BOX + key)?.clone()),
    put: (key: string, response: Response) => Promise.resolve(kept.set(BOX + key, response)),
    keys: () => Promise.resolve([...kept.keys()].map((url) => ({ url }))),
    delete: (url: string) => Promise.resolve(kept.delete(url)),
  }
  const opened: string[] = []
  const open = (name: string) => Promise.resolve(opened.push(name)).then(() => cache)
  return { kept, opened, caches: { open } as unknown as CacheStorage }
}

test('a model is fetched once, and afterwards comes without the box', async () => {
  const box = makeBox('good')
  const { opened, caches } = makeCaches()
  const ask = () => modelFor(PATH, 'sha256-good', { fresh: false }, { caches, fetch: box.fetch })
  expect(await (await ask()).text()).toBe('good')
  expect(await (await ask()).text()).toBe('good')
  expect([box.asked, new Set(opened)]).toEqual([1, new Set([MODELS_CACHE])])
})

test('an altered model is refused, and what was kept stays', async () => {
  const box = makeBox('good')
  const { kept, caches } = makeCaches()
  const ask = (integrity: string) => modelFor(PATH, integrity, { fresh: false }, { caches, fetch: box.fetch })
  await ask('sha256-good')
  box.content = 'altered'
  await expect(ask('sha256-next')).rejects.toThrow('integrity')
  expect(await (await ask('sha256-good')).text()).toBe('good')
  expect(kept.size).toBe(1)
})

test('a new release’s model takes the place of the old one only once it is there', async () => {
  const box = makeBox('old')
  const { kept, caches } = makeCaches()
  const ask = (integrity: string) => modelFor(PATH, integrity, { fresh: false }, { caches, fetch: box.fetch })
  await ask('sha256-old')
  box.content = 'new'
  await ask('sha256-new')
  expect([...kept.keys()]).toEqual([`${BOX}${PATH}?sha256-new`])
})

test('whoever found the kept copy damaged gets a fresh one, which is kept instead', async () => {
  const box = makeBox('good')
  const { kept, caches } = makeCaches()
  kept.set(`${BOX}${PATH}?sha256-good`, new Response('rotten'))
  const ask = (fresh: boolean) => modelFor(PATH, 'sha256-good', { fresh }, { caches, fetch: box.fetch })
  expect(await (await ask(true)).text()).toBe('good')
  expect(await (await ask(false)).text()).toBe('good')
})
