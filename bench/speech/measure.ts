import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { grammarOf, understand } from '../../src/speech/grammar.ts'
import type { SpeechLang } from '../../src/speech/intents.ts'
import { FOLDERS, SERVED, WIDER } from '../../src/speech/models.ts'
import { pronounce } from '../../src/speech/pronounce.ts'
import { fitOf, type Fit, type Stretch } from '../../src/speech/refusal.ts'
import { spokenPart, utterancesIn } from '../../src/speech/utterance.ts'
import type { Files } from '../../src/speech/worker/decoder.ts'
import { openWords, type Words } from '../../src/speech/worker/words.ts'
import { readWav, withNoise } from './wav.ts'

/** The recogniser of the app, from the files that the build lays down: two threads, side by side as there. */
export type Engine = Pick<Words, 'lookup' | 'use'> & {
  recognise(pcm: Float32Array): Promise<{ text: string; fit: Fit }>
  stop(): Promise<unknown>
}
/** Where the files are, of which language, and by which model. */
export type Laid = { models: string; lang: SpeechLang; folder: string }

/** Throws where the wider model was not brought. */
export async function engineOf(models: string, lang: SpeechLang, wider = false): Promise<Engine> {
  const folder = wider ? WIDER[lang] : FOLDERS[lang]
  if (folder === undefined) throw new Error(`There is no wider model of this language: ${lang}.`)
  const served = wider ? (await readFile(join(models, SERVED), 'utf8')).trim() : folder
  if (served !== folder) throw new Error('It was not brought: node models/make.mjs --speech-en DIR (docs/speech.md).')
  const laid: Laid = { models, lang, folder }
  const words = await openWords(await filesOf(laid))
  const sounds = new Worker(new URL('./sounds-thread.mjs', import.meta.url), { workerData: laid })
  const ready = once(sounds, 'message')
  await ready
  return {
    lookup: words.lookup,
    use: words.use,
    async recognise(pcm) {
      const free = once(sounds, 'message') as Promise<[Stretch[]]>
      sounds.postMessage(pcm)
      const { text, stretches } = words.recognise(pcm)
      return { text, fit: fitOf(stretches, (await free)[0]) }
    },
    stop: () => sounds.terminate(),
  }
}

export async function filesOf({ models, lang, folder }: Laid): Promise<Files> {
  const { default: load } = await import(pathToFileURL(join(models, 'soundswallower.js')).href)
  const read = (file: string) => readFile(join(models, file)).then((bytes) => new Uint8Array(bytes))
  return {
    lang,
    load,
    wasm: await read('soundswallower.wasm'),
    read: (file) => read(file.replace(`${FOLDERS[lang]}/`, `${folder}/`)).catch(() => undefined), // a file that a model need not have
  }
}

/** How each word is said here. */
export const soundsOf = (engine: Engine, lang: SpeechLang, words: readonly string[]): Map<string, string> =>
  new Map(words.map((word) => [word, engine.lookup(word) ?? pronounce(word, lang, engine.lookup) ?? 'SIL']))

/** Teaches the engine a grammar; words that cannot be said are named. */
export function useGrammar(engine: Engine, lang: SpeechLang, jsgf: string, words: readonly string[]): string[] {
  const said = words.map((word) => [word, engine.lookup(word) ?? pronounce(word, lang, engine.lookup)] as const)
  engine.use(
    jsgf,
    said.flatMap(([word, sounds]) =>
      sounds !== undefined && engine.lookup(word) === undefined ? [[word, sounds] as const] : [],
    ),
  )
  return said.flatMap(([word, sounds]) => (sounds === undefined ? [word] : []))
}

export type Clip = { file: string; expected?: unknown }
export type Outcome = { file: string; text: string; fit: Fit; ms: number; pcm: Float32Array; expected?: unknown }

/** Each clip under noise, cut as the app cuts it. Other speech gives one outcome an utterance. */
export async function hear(
  engine: Engine,
  clips: readonly Clip[],
  how: { noise: Float32Array | undefined; snrDb: number; whole: boolean },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const [n, { file, expected }] of clips.entries()) {
    const { pcm } = readWav(file)
    const noisy = how.noise ? withNoise(pcm, how.noise, how.snrDb, n * 77_777) : pcm
    const parts = how.whole ? [noisy] : utterancesIn(noisy).map(({ from, to }) => noisy.subarray(from, to))
    for (const part of parts.map((one) => spokenPart(one) ?? one)) {
      if (part.length <= 4_800) continue
      const begun = performance.now()
      const heard = await engine.recognise(part)
      const ms = performance.now() - begun
      outcomes.push({ file, ...heard, ms, pcm: part, ...(expected !== undefined && { expected }) })
    }
  }
  return outcomes
}

export { grammarOf, readWav, understand }
export { sureness } from '../../src/speech/refusal.ts'
