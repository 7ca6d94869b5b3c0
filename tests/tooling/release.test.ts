import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

type Release = { version: string; fingerprint: string; files: Record<string, string> }
type Script = { writeRelease(app: string, version: string, worker: string): Promise<Release> }
const path = resolve(import.meta.dirname, '../../scripts/release.mjs')
const { writeRelease } = (await import(path)) as Script

let app: string

beforeEach(async () => {
  app = await mkdtemp(join(tmpdir(), 'osmose-release-'))
  await mkdir(join(app, 'models'))
  await put('index.html', 'page')
  await put('index.html.br', 'squeezed page')
  await put('models/face.tflite', 'model')
})

afterEach(() => rm(app, { recursive: true }))

test('the release names every file of the shell and its worker, not the models or the compressed copies', async () => {
  const release = await writeRelease(app, '1.0.0', 'worker()')
  expect(Object.keys(release.files)).toEqual(['/index.html', '/sw.js'])
  expect(JSON.parse(await read('release.json'))).toEqual(release)
})

test('the worker carries the integrity of each file, so that the browser can verify what it keeps', async () => {
  await writeRelease(app, '1.0.0', 'worker()')
  const hash = createHash('sha256').update('page').digest('base64')
  expect(await read('sw.js')).toContain(`{"/index.html":"sha256-${hash}"}`)
  expect(await read('sw.js')).toMatch(/\nworker\(\)$/)
})

test('the same files give the same fingerprint; a byte of a file, or of the worker alone, gives another', async () => {
  const first = await writeRelease(app, '1.0.0', 'worker()')
  expect((await writeRelease(app, '1.0.0', 'worker()')).fingerprint).toBe(first.fingerprint)
  const otherWorker = await writeRelease(app, '1.0.0', 'spy()')
  await put('index.html', 'pagf')
  const otherPage = await writeRelease(app, '1.0.0', 'worker()')
  expect(new Set([first, otherWorker, otherPage].map(({ fingerprint }) => fingerprint)).size).toBe(3)
})

test('a worker whose code alone changed gets a cache of its own', async () => {
  await writeRelease(app, '1.0.0', 'worker()')
  const before = await cacheId()
  await writeRelease(app, '1.0.0', 'better()')
  expect(await cacheId()).not.toBe(before)
})

const put = (file: string, content: string) => writeFile(join(app, file), content)
const read = (file: string) => readFile(join(app, file), 'utf8')
const cacheId = async () => /"id":"(\w+)"/.exec(await read('sw.js'))?.[1]
