import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { grammarOf, understand } from '../../src/speech/grammar.ts'
import type { SpeechLang } from '../../src/speech/intents.ts'
import { pronounce } from '../../src/speech/pronounce.ts'
import { fitOf, type Fit } from '../../src/speech/refusal.ts'
import { spokenPart, utterancesIn } from '../../src/speech/utterance.ts'
import { openEngine, type Engine } from '../../src/speech/worker/engine.ts'
import { readWav, withNoise } from './wav.ts'

/** The recogniser of the app, from the files that the build lays down. */
export async function engineOf(models: string, lang: SpeechLang): Promise<Engine> {
  const { default: load } = await import(pathToFileURL(join(models, 'soundswallower.js')).href)
  const read = (file: string) => readFile(join(models, file)).then((bytes) => new Uint8Array(bytes))
  return openEngine({
    lang,
    load,
    wasm: await read('soundswallower.wasm'),
    read: (file) => read(file).catch(() => undefined), // a file that a model need not have
  })
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
export function hear(
  engine: Engine,
  clips: readonly Clip[],
  how: { noise: Float32Array | undefined; snrDb: number; whole: boolean },
): Outcome[] {
  return clips.flatMap(({ file, expected }, n) => {
    const { pcm } = readWav(file)
    const noisy = how.noise ? withNoise(pcm, how.noise, how.snrDb, n * 77_777) : pcm
    const parts = how.whole ? [noisy] : utterancesIn(noisy).map(({ from, to }) => noisy.subarray(from, to))
    return parts
      .map((part) => spokenPart(part) ?? part)
      .filter((part) => part.length > 4_800)
      .map((part) => {
        const begun = performance.now()
        const { text, words, sounds } = engine.recognise(part)
        const ms = performance.now() - begun
        return {
          file,
          text,
          fit: fitOf(words, sounds),
          ms,
          pcm: part,
          ...(expected !== undefined && { expected }),
        }
      })
  })
}

export { grammarOf, readWav, understand }
export { sureness } from '../../src/speech/refusal.ts'
