import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = [
  'README.md',
  'docs/reaching.md',
  'ARCHITECTURE.md',
  'SECURITY.md',
  'bench/README.md',
  'docs/handles.md',
  'docs/services.md',
  'src/trust/README.md',
]
/** Made by a build or a run, so not there in a fresh checkout. */
const MADE = /^(dist|\.osmose|node_modules)\//

test.each(PAGES)('every path that %s names exists', async (page) => {
  const text = await readFile(join(ROOT, page), 'utf8')
  const missing: string[] = []
  for (const path of pathsIn(text)) if (!(await existsFrom(page, path))) missing.push(path)
  expect(missing).toEqual([])
})

test('SECURITY.md names every attack that is tested, and leaves no row without a test or a word on why', async () => {
  const page = await readFile(join(ROOT, 'SECURITY.md'), 'utf8')
  const attacks = (await readdir(join(ROOT, 'tests/attack'))).filter((file) => file.endsWith('.test.ts'))
  expect(attacks.filter((file) => !page.includes(`tests/attack/${file}`))).toEqual([])
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| can |'))
  const untested = rows.filter((row) => !row.includes('`tests/') && !row.includes('not tested'))
  expect(untested).toEqual([])
})

test('a page is read as it is written: paths are found, and what only looks like one is not', () => {
  const text =
    '`src/a.ts` `mesh/` `ARCHITECTURE.md` `dist/app` `/release.json` `@scope/name` `npm test` `a/b c` `--cert/--key`\n```sh\ncat `x/y`\n```'
  expect(pathsIn(text)).toEqual(['src/a.ts', 'mesh/', 'ARCHITECTURE.md'])
})

/** Backticked words with a slash in them or that are pages of ours. Commands in blocks are no claims about files here. */
function pathsIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '')
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)
  const paths = words.filter((word) => /^\.?\w[\w.-]*\/[\w./-]*$/.test(word) || /^[\w-]+\.md$/.test(word))
  return [...new Set(paths)].filter((path) => !MADE.test(path) && path !== 'dist')
}

/** From the root, from `src/` as ARCHITECTURE.md has it, or beside the page. */
async function existsFrom(page: string, path: string): Promise<boolean> {
  const places = ['', 'src', dirname(page)].map((folder) => join(ROOT, folder, path))
  const found = await Promise.all(places.map((place) => stat(place).catch(() => undefined)))
  return found.some((there) => there !== undefined)
}
