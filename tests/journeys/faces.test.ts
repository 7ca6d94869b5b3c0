import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Look, RecogniserState } from '../../src/faces/worker/recogniser.ts'
import type { FaceWorker } from '../../src/faces/worker/client.ts'
import type { Area } from '../../src/faces/area.ts'
import { freePort, startBox } from '../sw/box.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PEOPLE = resolve(ROOT, '../shared/data/faces')
const isThere = existsSync(PEOPLE) && spawnSync('ffmpeg', ['-version']).status === 0
if (!isThere) process.stdout.write('    skipped, for want of ../shared/data/faces or of ffmpeg\n')

/** What tests/faces/page.ts puts on its window. */
type Wall = {
  looks: Look[]
  room: { area: Area; strangersMatter: boolean }
  worker: FaceWorker
  enrol(person: string, pictures: string[]): Promise<number>
  lookAt(picture: string): ReturnType<FaceWorker['look']>
  watch(): void
  kill(): void
  state(): RecogniserState | undefined
  cover(): void
  uncover(): void
}
// oxlint-disable-next-line no-shadow-restricted-names -- inside the page, where these callbacks run, it is this
declare const globalThis: Wall

const ALICE = ['01', '02', '03'].map((name) => `photos/p11/${name}.jpg`)
const [ALICE_AGAIN, STRANGER] = ['photos/p11/05.jpg', 'photos/p56/01.jpg']
const picture = (path: string) => join(PEOPLE, path)

let folder: string
let app: string
let local: string
let box: Awaited<ReturnType<typeof startBox>>
let browser: Browser | undefined

beforeAll(async () => {
  if (!isThere) return
  folder = await mkdtemp(join(tmpdir(), 'osmose-faces-'))
  app = join(folder, 'app')
  await build({
    ...{ configFile: false, root: join(ROOT, 'tests/faces'), logLevel: 'error', worker: { format: 'es' } },
    build: { outDir: app, target: 'chrome137', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  await cp(join(ROOT, 'dist/app/models'), join(app, 'models'), { recursive: true })
  const port = await freePort()
  local = `http://localhost:${port}/`
  box = await startBox(['--app', app, '--port', port, '--https-port', 0, '--data', join(folder, 'data')])
})
afterEach(() => browser?.close())
afterAll(async () => {
  box?.kill()
  if (folder) await rm(folder, { recursive: true })
})

/** A wall whose camera plays a film for ever: in each scene one or two pictures beside each other, or nobody (''). */
async function hangWall(scenes: readonly (readonly string[])[], { widths = 480, seconds = 2 } = {}): Promise<Page> {
  const film = join(folder, `${Math.random()}.mjpeg`)
  const inputs = scenes.flatMap((scene) =>
    scene.flatMap((path) =>
      path === '' ? empty(seconds) : ['-loop', '1', '-t', String(seconds), '-i', picture(path)],
    ),
  )
  let input = 0
  const filters = scenes.map((scene, i) => {
    const width = 640 / scene.length
    const shown = scene.map((path) => {
      const at = input++
      const small = path === '' ? width : Math.min(width, widths)
      const scale = `scale=${small}:${small}:force_original_aspect_ratio=decrease,pad=${width}:480:(ow-iw)/2:(oh-ih)/2:gray`
      return [`[${at}]${scale},setsar=1,fps=30,format=yuvj420p[p${at}]`, `[p${at}]`] as const
    })
    const beside = shown.length > 1 ? `${shown.map(([, name]) => name).join('')}hstack=${shown.length}[s${i}]` : ''
    const alone = shown.length === 1 ? `${shown[0]?.[1]}null[s${i}]` : ''
    return [...shown.map(([filter]) => filter), beside || alone].join(';')
  })
  const all = scenes.map((_, i) => `[s${i}]`).join('')
  const graph = `${filters.join(';')};${all}concat=n=${scenes.length}[v]`
  const made = spawnSync('ffmpeg', [
    ...['-y', '-loglevel', 'error', ...inputs, '-filter_complex', graph],
    ...['-map', '[v]', '-c:v', 'mjpeg', '-q:v', '2', '-f', 'mjpeg', film],
  ])
  if (made.status !== 0) throw new Error(String(made.stderr))
  browser = await chromium.launch({
    executablePath: process.env['OSMOSE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(100_000)
  await page.goto(local)
  await page.waitForFunction(() => 'watch' in globalThis)
  return page
}
const empty = (seconds: number) => ['-f', 'lavfi', '-t', String(seconds), '-i', 'color=gray:s=640x480:r=30']

const base64 = (paths: readonly string[]) => paths.map((path) => readFileSync(picture(path)).toString('base64'))
const enrol = (page: Page, person: string, paths: readonly string[]) =>
  page.evaluate(([name, pictures]) => globalThis.enrol(name, pictures), [person, base64(paths)] as const)
const watch = (page: Page) => page.evaluate(() => globalThis.watch())
/** Waits until the camera's latest look says so: each face's identity, from left to right. */
const says = (page: Page, ...expected: string[]) =>
  page.waitForFunction((wanted) => {
    const sights = globalThis.looks.at(-1)?.sights.toSorted((a, b) => a.box.x - b.box.x) ?? []
    const said = sights.map(({ identity }) => (identity.type === 'match' ? identity.person : identity.type))
    return said.join() === wanted.join()
  }, expected)
/** Waits until the looks so far have said all this, one after the other; what lies between counts for nothing. */
const said = (page: Page, ...expected: string[]) =>
  page.waitForFunction((wanted) => {
    let next = 0
    for (const { sights } of globalThis.looks) {
      const names = sights.map(({ identity }) => (identity.type === 'match' ? identity.person : identity.type))
      if (names.join() === wanted[next]) next++
    }
    return next === wanted.length
  }, expected)
const stateOf = (page: Page) => page.evaluate(() => globalThis.state())
const reaches = (page: Page, at: string) => page.waitForFunction((wanted) => globalThis.state()?.at === wanted, at)

describe.skipIf(!isThere)('a wall with a camera', () => {
  test('Alice is known, then nobody is there, then somebody comes whom nobody knows', async () => {
    const page = await hangWall([[ALICE_AGAIN], [''], [STRANGER], ['']], { seconds: 5 })
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    expect(await enrol(page, 'Alice', ALICE)).toBe(3)
    await watch(page)
    await said(page, 'Alice', '', 'unknown', '', 'Alice')
    expect(complaints.filter((line) => line.includes('Content Security Policy'))).toEqual([])
  })

  test('two at once are told apart; of a corridor that is masked nobody is seen', async () => {
    const page = await hangWall([[ALICE_AGAIN, STRANGER]], { widths: 300 })
    await enrol(page, 'Alice', ALICE)
    await watch(page)
    await says(page, 'Alice', 'unknown')
    const half = (from: number) => [
      { x: from, y: 0 },
      { x: from + 0.5, y: 0 },
      { x: from + 0.5, y: 1 },
      { x: from, y: 1 },
    ]
    await page.evaluate((area) => void (globalThis.room.area = area), half(0))
    await says(page, 'Alice')
    await page.evaluate((area) => void (globalThis.room.area = area), half(0.5))
    await says(page, 'unknown')
  })

  test('a face too far away says so, with its pixels', async () => {
    const page = await hangWall([[ALICE_AGAIN]], { widths: 90 })
    await enrol(page, 'Alice', ALICE)
    await watch(page)
    // So small a face is found in some looks only: the one that found it is read, not the one after.
    const found = await page.waitForFunction(() => globalThis.looks.flatMap(({ sights }) => sights)[0])
    const sight = await found.jsonValue()
    expect(sight?.identity).toMatchObject({ type: 'too-poor', because: 'too-far' })
    expect(sight?.px).toBeLessThan(40)
  })

  test('a worker that dies is replaced while the wall watches; covering ends the camera', async () => {
    const page = await hangWall([[ALICE_AGAIN]])
    await enrol(page, 'Alice', ALICE)
    await watch(page)
    await says(page, 'Alice')
    await page.evaluate(() => globalThis.kill())
    await page.evaluate(() => void (globalThis.looks.length = 0))
    await says(page, 'Alice')
    await page.evaluate(() => globalThis.cover())
    expect(await stateOf(page)).toEqual({ at: 'covered' })
    await page.evaluate(() => globalThis.uncover())
    await reaches(page, 'watching')
  })

  test('an altered model is refused by name, and recognition begins by itself once it is mended', async () => {
    const model = join(app, 'models/face-identity.tflite')
    const good = await readFile(model)
    await writeFile(model, Buffer.from(good).fill(0, 1_000_000, 1_000_100))
    const page = await hangWall([[ALICE_AGAIN]])
    await watch(page)
    await reaches(page, 'broken')
    expect(await stateOf(page)).toEqual({ at: 'broken', because: 'model-altered' })
    await writeFile(model, good)
    await reaches(page, 'watching')
  })

  test('pictures of any size are answered, from 4K to 160×120', async () => {
    const page = await hangWall([['']])
    const scaled = (size: string) =>
      spawnSync(
        'ffmpeg',
        [
          ...[
            '-loglevel',
            'error',
            '-i',
            picture(ALICE_AGAIN),
            '-vf',
            `scale=${size}:force_original_aspect_ratio=decrease`,
          ],
          ...['-f', 'image2', '-c:v', 'mjpeg', 'pipe:1'],
        ],
        { maxBuffer: 1e8 },
      ).stdout.toString('base64')
    for (const size of ['3840:2160', '1024:1024', '160:120']) {
      const seen = await page.evaluate((bytes) => globalThis.lookAt(bytes), scaled(size))
      expect(seen).toMatchObject({ ok: true })
      if (seen.ok) expect(seen.value.faces).toHaveLength(1)
    }
  })
})
