import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** Readers that need no fuzzing of their own, and why. */
const EXCUSED: Readonly<Record<string, string>> = {
  'src/protocol/shape.ts parse': 'what the others are made of',
  'src/trust/minutes-file.ts readPieces': 'reached through readMinutesFile',
  'src/storage/compact.ts readUpdates': 'rows and updates have doors of their own',
  'src/app/calendar.ts readCalendar': 'spoiled calendars are in tests/app/calendar.test.ts',
  'src/platform/picture.ts decodePicture': 'the browser decodes',
  'src/platform/picture.ts readPicture': 'the browser decodes; we draw anew',
  'src/speech/phrase.ts readPhrase': 'phrases are written by us; it throws',
  'src/faces/landmarks.ts readMesh': 'numbers of our own model',
  'src/faces/worker/runtime.ts readPinned': 'compares a hash',
  'src/faces/worker/faces.ts readFaces': 'numbers of our own model',
  'src/sound-events/worker/answer.ts parseAnswer': 'what our own worker says of a model of ours',
  'signaling/options.ts parseOptions': 'flags of whoever owns the box',
  'signaling/files.ts readIfThere': 'a file of the box',
}

test('whatever is exported to read what others wrote has a door in tests/fuzz, or a word on why not', async () => {
  const fuzz = await readdir(join(ROOT, 'tests/fuzz'))
  const imports = (await Promise.all(fuzz.map((file) => readFile(join(ROOT, 'tests/fuzz', file), 'utf8')))).join('\n')
  const fuzzed = new Set(
    [...imports.matchAll(/import \{([^}]*)\} from '\.\.\/\.\.\/([\w./-]+)'/g)].flatMap(([, names = '', module = '']) =>
      names.split(',').map((name) => `${module} ${name.trim().split(' ')[0]}`),
    ),
  )
  const readers = (await Promise.all(['src', 'signaling'].map(readersIn))).flat()
  expect(readers.length).toBeGreaterThan(20)
  expect(readers.filter((reader) => !fuzzed.has(reader) && !Object.hasOwn(EXCUSED, reader))).toEqual([])
  // An excuse for what is not there, or has a door by now, says something wrong.
  expect(Object.keys(EXCUSED).filter((excused) => !readers.includes(excused) || fuzzed.has(excused))).toEqual([])
})

/** As `module name`: exported functions named for reading. */
async function readersIn(folder: string): Promise<string[]> {
  const files = (await readdir(join(ROOT, folder), { recursive: true })).filter((file) => /(?<!\.d)\.tsx?$/.test(file))
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(ROOT, folder, file), 'utf8')
      const names = text.matchAll(/^export (?:async )?(?:function|const) ((?:parse|read|decode)(?=[A-Z]|\b)\w*)/gm)
      return [...names].map(([, name]) => `${folder}/${file} ${name}`)
    }),
  )
  return found.flat()
}
