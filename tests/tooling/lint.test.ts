import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAULTS, FINE } from './faults.ts'

let repo = ''
let found: { code: string; filename: string; message: string }[] = []

beforeAll(async () => {
  const real = resolve(import.meta.dirname, '../..')
  repo = await mkdtemp(join(tmpdir(), 'osmose-lint-'))
  for (const path of [
    '.oxlintrc.json',
    'scripts',
    'tsconfig.base.json',
    'tsconfig.json',
    'tsconfig.node.json',
    'tsconfig.worker.json',
    'package.json',
  ])
    await cp(join(real, path), join(repo, path), { recursive: true })
  await symlink(join(real, 'node_modules'), join(repo, 'node_modules'))
  for (const folder of FOLDERS) await plant(`${folder}/target.ts`, 'export const at = 1\nexport type At = number')
  await plant('src/lib/two.ts', `import { one } from './one.ts'\nexport const two = (): number => one() + 1`)
  for (const [, , file, code] of FAULTS) await plant(file, code)
  for (const [, file, code] of FINE) await plant(file, code)
  found = await lint()
}, 60_000)

afterAll(() => rm(repo, { recursive: true }))

test.each(FAULTS)('lint catches: %s', (_, rule, file) => {
  const faults = found.filter(({ filename }) => filename === file)
  expect(faults.map(({ code, message }) => code || message)).toEqual([expect.stringContaining(rule)])
})

test.each(FINE)('lint allows: %s', (_, file) => {
  expect(found.filter(({ filename }) => filename === file)).toEqual([])
})

const FOLDERS = ['lib', 'protocol', 'room', 'trust', 'mesh', 'platform', 'ui', 'sw', 'faces/worker'].map(
  (name) => `src/${name}`,
)

async function plant(file: string, code: string): Promise<void> {
  await mkdir(join(repo, dirname(file)), { recursive: true })
  await writeFile(join(repo, file), `${code}\n`)
}

async function lint() {
  const command = promisify(execFile)(join(repo, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: repo })
  // Faults are found, so it "fails"; what it says is on standard output all the same.
  const { stdout } = await command.catch((fault: { stdout: string }) => fault)
  return JSON.parse(stdout).diagnostics as typeof found
}
