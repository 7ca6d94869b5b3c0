import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import manifest from '../../models/models.json'
import { WIDER } from '../../src/speech/models.ts'
import { openWidest } from '../../src/speech/worker/widest.ts'

/* A model in miniature: no test needs Debian's. */

const { readWider } = (await import(new URL('../../models/wider.mjs', import.meta.url).href)) as {
  readWider(
    folder: string,
    wider: object,
    how: { pinning: boolean },
  ): Promise<(pin: { from?: string; bytes: number; sha256: string }) => Promise<Buffer>>
}

const WIDE = { package: 'a package', features: { lowerf: 130 } }
const pinOf = (from: string, content: string) => ({
  from,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'osmose-wider-'))
  folders.push(folder)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

test('a file counts by its name and its hash, wherever in the folder it lies', async () => {
  const folder = await folderWith({ 'usr/share/model/means': 'the means', 'other/means': 'of another model' })
  const read = await readWider(folder, WIDE, { pinning: false })
  expect((await read(pinOf('means', 'the means'))).toString()).toBe('the means')
  expect((await read({ bytes: 0, sha256: '' })).toString()).toBe('{"lowerf":130}')
})

test('an altered file, a missing one and an empty folder are named, and nothing is taken', async () => {
  const folder = await folderWith({ means: 'altered' })
  const read = await readWider(folder, WIDE, { pinning: false })
  await expect(read(pinOf('means', 'the means'))).rejects.toThrow('means is another one than in a package')
  await expect(read(pinOf('mdef', 'any'))).rejects.toThrow('mdef is missing')
  await expect(readWider(join(folder, 'nowhere'), WIDE, { pinning: false })).rejects.toThrow('nothing in')
})

test('every file of the wider model is where the recogniser looks for it', () => {
  const files = Object.keys(manifest.speech.wider.files).map((file) => file.split('/'))
  expect(new Set(files.map(([folder]) => folder))).toEqual(new Set([WIDER.en]))
  const narrow = Object.keys(manifest.speech.files).flatMap((file) =>
    file.startsWith('en-us/') ? [file.slice(6)] : [],
  )
  expect(files.map(([, file]) => file).sort()).toEqual(narrow.sort())
})

test('the wider model is opened where the box has it, and the narrow one where it has not, or has it damaged', async () => {
  const opening = async (lang: 'en' | 'fr', served: string, damaged: string[] = []) => {
    const unusable = new Error('altered')
    return openWidest({
      ...{ lang, served },
      open: async (folder) => {
        if (damaged.includes(folder)) throw unusable
        return folder
      },
      isUnusable: (fault) => fault === unusable,
    })
  }
  expect(await opening('en', 'en-us-wide\n')).toEqual({ opened: 'en-us-wide', wider: true })
  expect(await opening('en', '\n')).toEqual({ opened: 'en-us', wider: false })
  expect(await opening('en', '')).toEqual({ opened: 'en-us', wider: false })
  expect(await opening('en', '<!doctype html>')).toEqual({ opened: 'en-us', wider: false })
  expect(await opening('fr', 'en-us-wide\n')).toEqual({ opened: 'fr-fr', wider: false })
  expect(await opening('en', 'en-us-wide\n', ['en-us-wide'])).toEqual({ opened: 'en-us', wider: false })
  await expect(opening('en', '', ['en-us'])).rejects.toThrow('altered')
})
