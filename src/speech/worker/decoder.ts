import type { SpeechLang } from '../intents.ts'
import { FOLDERS } from '../models.ts'
import type { Stretch } from '../refusal.ts'

type Segment = { t: string; b: number; d: number; p: number; w?: Segment[] }
export type Decoder = {
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

/** The files of one language's model, verified (those without an ending are laid down as .bin: the box takes a bare name for a page). */
export type Files = {
  lang: SpeechLang
  load: Loader
  wasm: Uint8Array<ArrayBuffer>
  /** A file of the recogniser's folder; undefined where there is none. */
  read: (file: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** How finely an utterance is aligned: to its words, or to their sounds. */
export const WORDS = 0
export const SOUNDS_OF_WORDS = 1

/** The base of the decoder's log likelihoods. */
const LOG_BASE = Math.log(1.0001)
const FRAMES_PER_S = 100
/** Digital silence drives the recogniser's normalisation astray: a little noise, 66 dB down, is always there. */
const NOISE = 5e-4

/** A decoder of its own memory, which hears nothing yet. */
export async function openDecoder(
  { lang, load, wasm, read }: Files,
  settings: Readonly<Record<string, string | number | boolean>>,
): Promise<Decoder> {
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
  const decoder = new module.Decoder({ samprate: 16_000, lw: 1, loglevel: 'FATAL', ...settings })
  await decoder.initialize()
  return decoder
}

/** One utterance, as the grammar of the decoder has it. Samples at 16 kHz. */
export function hear(decoder: Decoder, pcm: Float32Array, align_level: number): { text: string; stretches: Stretch[] } {
  decoder.start()
  try {
    decoder.process_audio(withNoise(pcm), false, true)
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
