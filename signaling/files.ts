import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'

/** The text of a file, or nothing where there is none. */
export const readIfThere = async (path: string): Promise<string> => (existsSync(path) ? readFile(path, 'utf8') : '')

/** Whole or not at all: a power cut leaves the old file or the new one. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.tmp`, text, { mode, flush: true })
  await rename(`${path}.tmp`, path)
}
