import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { enteringReasonsEn } from '../../src/ui/strings/entering-reasons.en.ts'
import { reasonsEn } from '../../src/ui/strings/reasons.en.ts'

const ROOT = join(import.meta.dirname, '../..')
let page = ''
let drawn = ''

beforeAll(async () => {
  page = await readFile(join(ROOT, 'docs/handles.md'), 'utf8')
  const names = await readdir(join(ROOT, 'src/ui'), { recursive: true })
  const components = names.filter((name) => name.endsWith('.tsx') && !name.startsWith('gallery'))
  drawn = (await Promise.all(components.map((name) => readFile(join(ROOT, 'src/ui', name), 'utf8')))).join('\n')
})

test('every reason an alert can carry is in docs/handles.md, and no other', async () => {
  const support = await readFile(join(ROOT, 'public/support.js'), 'utf8')
  const beforeTheApp = ['browser-old', 'insecure', 'page-broken'].filter((reason) => support.includes(`'${reason}'`))
  const said = new Set([...Object.keys(enteringReasonsEn), ...Object.keys(reasonsEn), ...beforeTheApp])
  expect(firstCells('## Reasons').sort()).toEqual([...said].sort())
})

test('every data-testid is in docs/handles.md, and no other', () => {
  const there = [...drawn.matchAll(/data-testid="([\w-]+)"/g)].map(([, id = '']) => id)
  expect(firstCells('| `data-testid`').sort()).toEqual([...new Set(there)].sort())
})

test('every data attribute that docs/handles.md names is drawn', () => {
  for (const name of new Set(page.match(/(?<=`)data-[a-z]+(?=`)/g))) expect(drawn).toContain(`${name}=`)
})

/** What stands in backticks in the first column of the table that follows. */
function firstCells(after: string): string[] {
  const from = page.slice(page.indexOf(after))
  const [table = ''] = /(^\|.*\n)+/m.exec(from) ?? []
  return [...table.matchAll(/^\| `([\w-]+)` \|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => cell !== 'data-testid')
}
