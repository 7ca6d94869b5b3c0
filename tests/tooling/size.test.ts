import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const path = resolve(import.meta.dirname, '../../scripts/size.mjs')
const { visitorsFirstLoad } = (await import(path)) as { visitorsFirstLoad(dist: string): Promise<string> }

/** The page's script and another both import `shared`; `wall` is loaded later. */
const MANIFEST = {
  'index.html': { file: 'assets/index.js', css: ['assets/index.css'], imports: ['_shared', '_other'] },
  _shared: { file: 'assets/shared.js' },
  _other: { file: 'assets/other.js', imports: ['_shared'] },
  'src/app/phone/PhoneScreen.tsx': { file: 'assets/phone.js', imports: ['_shared'] },
  'src/ui/strings/fr.ts': { file: 'assets/shared.js' },
  'src/app/wall.tsx': { file: 'assets/wall.js', imports: ['_shared'] },
}
const PAGE = '<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/sans.woff2">'

let dist: string

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'osmose-size-'))
  await mkdir(join(dist, 'app/assets'), { recursive: true })
  await writeFile(join(dist, 'manifest.json'), JSON.stringify(MANIFEST))
  await writeFile(join(dist, 'app/index.html'), PAGE)
  await put('support.js', 100)
  for (const file of ['index.js', 'index.css', 'shared.js', 'other.js', 'phone.js', 'sans.woff2'])
    await put(`assets/${file}`, 10_000)
  await put('assets/wall.js', 500_000)
})

afterEach(() => rm(dist, { recursive: true }))

test('the first load counts script, style and font once each, and nothing that is loaded later', async () => {
  const counted = /first load ([\d.]+) kB/.exec(await visitorsFirstLoad(dist))?.[1]
  expect(Number(counted)).toBeGreaterThan(60)
  expect(Number(counted)).toBeLessThan(61)
})

test('a first load over the budget is refused, and the heaviest file is named first', async () => {
  await put('assets/shared.js', 140_000)
  await expect(visitorsFirstLoad(dist)).rejects.toThrow(/190\.\d kB of 150\.0 kB gzip\n +140\.\d kB shared\.js\n/)
})

/** Random bytes do not compress, so a size is known. */
const put = (file: string, bytes: number) => writeFile(join(dist, 'app', file), randomBytes(bytes))
