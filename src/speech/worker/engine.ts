import type { SpeechLang } from '../intents.ts'
import { FOLDERS, SOUNDS } from '../models.ts'
import type { Stretch } from '../refusal.ts'

type Segment = { t: string; b: number; d: number; p: number; w?: Segment[] }
type Decoder = {
  initialize(): Promise<unknown>
  start(): void
  stop(): void
  process_audio(pcm: Float32Array, noSearch: boolean, wholeUtterance: boolean): number
  get_text(): string
  get_alignment(options: { align_level: number }): Segment
  lookup_word(word: string): string | null
  add_words(...words: [string, string][]): void
  set_grammar(jsgf: string): void
}
type Module = { Decoder: new (config: Readonly<Record<string, string | number | boolean>>) => Decoder }
/** SoundSwallower's loader, as models/make.mjs lays it down. */
export type Loader = (settings: object) => Promise<Module>

/** One utterance: its words, and how they and the sounds of no grammar at all fit. */
export type Recognised = { text: string; words: Stretch[]; sounds: Stretch[] }
export type Engine = {
  lookup(word: string): string | undefined
  /** What can be said from now on; each word of it is in the dictionary or in `words`. Throws where the grammar is none. */
  use(jsgf: string, words: readonly (readonly [word: string, sounds: string])[]): void
  recognise(pcm: Float32Array): Recognised
}

/** How finely an utterance is aligned: to its words, or to their sounds. */
const WORDS = 0
const SOUNDS_OF_WORDS = 1

/** The base of the decoder's log likelihoods. */
const LOG_BASE = Math.log(1.0001)
const FRAMES_PER_S = 100
/**
 * How far behind the best path one may fall and still be followed. The runtime's own widths are made for dictation, where
 * everything may follow everything: under noise the sentence that was said falls back for a word and is lost, and what is
 * left is another one or none. A grammar has few paths; the last number is what an enormous one may follow at once.
 */
const BEAMS = { beam: 1e-80, pbeam: 1e-80, wbeam: 1e-60, maxhmmpf: 12_000 }
/**
 * The loop of sounds has every path there is: with the runtime's own widths it takes two thirds of an order's time. Of its
 * paths only the best one's score is wanted, and that is seldom behind.
 */
const LOOP_BEAMS = { beam: 1e-12, pbeam: 1e-12, wbeam: 1e-8 }
/** Digital silence drives the recogniser's normalisation astray: a little noise, 66 dB down, is always there. */
const NOISE = 5e-4

/** The recogniser of one language: a grammar's decoder, and one that hears sounds only, to compare it with. */
export async function openEngine(deps: {
  lang: SpeechLang
  load: Loader
  wasm: Uint8Array<ArrayBuffer>
  /** A file of the recogniser's folder, verified (those without an ending are laid down as .bin: the box takes a bare name for a page); undefined where there is none. */
  read: (file: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
}): Promise<Engine> {
  const { lang, load, wasm, read } = deps
  const module = await load({
    wasmBinary: wasm,
    modelBase: '',
    defaultModel: FOLDERS[lang],
    locateFile: (file: string) => file,
    // SoundSwallower asks for files that a model need not have, and goes without them.
    readFile: async (path: string) => {
      const bytes = await read(/\.\w+$/.test(path) ? path : `${path}.bin`)
      return new Response(bytes, { status: bytes ? 200 : 404 })
    },
    print: () => undefined,
    printErr: () => undefined,
  })
  // The runtime's own rate is 44,100 Hz; its language weight of 6.5 is made for dictation and wrecks grammars that branch.
  const settings = { samprate: 16_000, lw: 1, loglevel: 'FATAL' }
  const byGrammar = new module.Decoder({ ...settings, ...BEAMS })
  // It needs no word but the sounds themselves: a file that is not there spares it the dictionary.
  const bySound = new module.Decoder({ ...settings, ...LOOP_BEAMS, bestpath: false, dict: 'none.txt' })
  await byGrammar.initialize()
  await bySound.initialize()
  bySound.add_words(...SOUNDS[lang].map((sound): [string, string] => [`__${sound.toLowerCase()}`, sound]))
  const loop = SOUNDS[lang].map((sound) => `__${sound.toLowerCase()}`).join(' | ')
  bySound.set_grammar(`#JSGF V1.0; grammar sounds; public <any> = ( ${loop} )+ ;`)
  const taught = new Map<string, string>()
  const lookup = (word: string) => byGrammar.lookup_word(word) ?? undefined

  return {
    lookup: (word) => (taught.has(word) ? undefined : lookup(word)),
    use(jsgf, words) {
      const fresh = words.filter(([word, sounds]) => taught.get(word) !== sounds)
      // A word that is said in another way now is said in both: the dictionary keeps what it was taught.
      const entries = fresh.map(([word, sounds]): [string, string] => {
        let key = word
        for (let n = 2; lookup(key) !== undefined; n++) key = `${word}(${n})`
        taught.set(word, sounds)
        return [key, sounds]
      })
      if (entries.length > 0) byGrammar.add_words(...entries)
      byGrammar.set_grammar(jsgf)
    },
    recognise(pcm) {
      const noisy = withNoise(pcm)
      const { text, stretches: words } = decode(byGrammar, noisy, SOUNDS_OF_WORDS)
      return { text, words, sounds: decode(bySound, noisy, WORDS).stretches }
    },
  }
}

function decode(decoder: Decoder, pcm: Float32Array, align_level: number): { text: string; stretches: Stretch[] } {
  decoder.start()
  try {
    decoder.process_audio(pcm, false, true)
  } finally {
    decoder.stop()
  }
  const text = decoder.get_text()
  if (!text) return { text: '', stretches: [] }
  const stretches = (decoder.get_alignment({ align_level }).w ?? []).map(stretchOf)
  return { text: text.replace(/\(\d+\)/g, ''), stretches }
}

const stretchOf = ({ t, b, d, p, w }: Segment): Stretch => ({
  text: t,
  from: Math.round(b * FRAMES_PER_S),
  frames: Math.round(d * FRAMES_PER_S),
  score: Math.log(Math.max(1e-9, p)) / LOG_BASE,
  ...(w && { sounds: w.map(stretchOf) }),
})

/** The same noise each time: what is recognised once is recognised again. */
function withNoise(pcm: Float32Array): Float32Array {
  let state = 7
  return pcm.map((sample) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return sample + ((state / 0x7fffffff) * 2 - 1) * NOISE
  })
}
