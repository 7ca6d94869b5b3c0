import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../../models/models.json'
import { readWav } from '../../bench/speech/wav.ts'
import { grammarOf, understand } from '../../src/speech/grammar.ts'
import type { SpeechLang } from '../../src/speech/intents.ts'
import { pronounce } from '../../src/speech/pronounce.ts'
import { fitOf, wasSaid } from '../../src/speech/refusal.ts'
import { spokenPart } from '../../src/speech/utterance.ts'
import type { Files, Loader } from '../../src/speech/worker/decoder.ts'
import { openSounds, type Sounds } from '../../src/speech/worker/sounds.ts'
import { openWords, type Words } from '../../src/speech/worker/words.ts'

/* The real recogniser, in Node, on sentences of a synthetic voice. */

const PACKAGE = resolve(import.meta.dirname, '../../node_modules/soundswallower')
const hasVoice = spawnSync('espeak-ng', ['--version']).status === 0
if (!hasVoice) process.stdout.write('    skipped, for want of espeak-ng\n')

let folder: string
let load: Loader
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osmose-decoder-'))
  // As models/make.mjs lays it down.
  const loader = readFileSync(join(PACKAGE, 'soundswallower.web.js'), 'utf8')
    .replace(/^import .*blob-polyfill.*$/m, '')
    .replaceAll('await fetch(path)', 'await Module.readFile(path)')
  const file = join(folder, 'soundswallower.mjs')
  writeFileSync(file, loader)
  const module: { default: Loader } = await import(/* @vite-ignore */ pathToFileURL(file).href)
  load = module.default
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files: Readonly<Record<string, { from: string }>> = manifest.speech.files
const bytesOf = (file: string) => new Uint8Array(readFileSync(join(PACKAGE, file)))

type Engine = { words: Words; sounds: Sounds }
async function engineOf(lang: SpeechLang): Promise<Engine> {
  const laid: Files = {
    ...{ lang, load, wasm: bytesOf('soundswallower.web.wasm') },
    read: async (file) => (files[file] ? bytesOf(files[file].from) : undefined),
  }
  return { words: await openWords(laid), sounds: await openSounds(laid) }
}

/** A room whose second screen is called this: what it makes of a sentence. */
function hears({ words, sounds }: Engine, lang: SpeechLang, screen: string, sentence: string) {
  const screens = ['Hall', screen].map((name) => ({ id: name, name }))
  const grammar = grammarOf(lang, { people: [], devices: screens, screens, places: [], services: [] })
  const said = grammar.words.map((word) => [word, words.lookup(word), pronounce(word, lang, words.lookup)] as const)
  words.use(
    grammar.jsgf,
    said.flatMap(([word, known, as]) => (known === undefined && as ? [[word, as] as const] : [])),
  )
  const pcm = spoken(sentence, lang)
  const { text, stretches } = words.recognise(pcm)
  return wasSaid(fitOf(stretches, sounds.recognise(pcm)), manifest.speech.thresholds[lang])
    ? understand(text, grammar)
    : undefined
}

function spoken(sentence: string, lang: SpeechLang): Float32Array {
  const file = join(folder, 'said.wav')
  spawnSync('espeak-ng', ['-v', lang === 'fr' ? 'fr-fr' : 'en-us', '-s', '140', '-w', file, sentence])
  const { pcm } = readWav(file)
  // A room is never quite still: half a second of it before and after.
  const heard = new Float32Array(pcm.length + 16_000)
  heard.set(pcm, 8_000)
  const noisy = heard.map((sample, i) => 0.6 * sample + 0.002 * (((i * 7_919) % 201) / 100 - 1))
  return spokenPart(noisy) ?? noisy
}

test.skipIf(!hasVoice)('a screen that was renamed can be said at once, and by its old name no more', async () => {
  const engine = await engineOf('en')
  const [old, fresh] = ['Blank the screen in the kitchen.', 'Blank the screen in the library.']
  expect(hears(engine, 'en', 'Kitchen', old)).toMatchObject({ name: 'display.blank', slots: { screen: 'Kitchen' } })
  expect(hears(engine, 'en', 'Library', fresh)).toMatchObject({ name: 'display.blank', slots: { screen: 'Library' } })
  expect(hears(engine, 'en', 'Library', old)?.slots['screen']).not.toBe('Library')
})

test.skipIf(!hasVoice)('French is understood, and English prose is no request', async () => {
  const engine = await engineOf('fr')
  expect(hears(engine, 'fr', 'Cuisine', 'Ajoute une note. Il faut du café.')).toMatchObject({ name: 'note.add' })
  const english = await engineOf('en')
  expect(hears(english, 'en', 'Kitchen', 'Strawberries ripen slowly under cloudy skies.')).toBeUndefined()
})
