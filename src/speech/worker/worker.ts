import { assert } from '../../lib/assert.ts'
import { toHex } from '../../lib/bytes.ts'
import type { SpeechLang } from '../intents.ts'
import { FOLDERS, SERVED, WIDER, type SpeechFailure } from '../models.ts'
import { pronounce } from '../pronounce.ts'
import type { Files, Loader } from './decoder.ts'
import type { Answer, Part, Request, SpeechOptions } from './shared.ts'
import { openSounds, type Sounds } from './sounds.ts'
import { openWidest } from './widest.ts'
import { openWords, type Words } from './words.ts'

type Open = { lang: SpeechLang; words: Words; sounds?: never } | { sounds: Sounds; words?: never }
let open: Open | undefined
// In order, one at a time: the recogniser runs on this thread anyway.
let last: Promise<void> = Promise.resolve()

self.addEventListener('message', (event: MessageEvent<Request>) => {
  last = last.then(() => answer(event.data))
})

async function answer(request: Request): Promise<void> {
  const { id } = request
  const post = (message: Answer) => self.postMessage(message)
  try {
    if (request.ask === 'open') {
      const { wider, ...ear } = await openPart(request.options, request.part)
      open = ear
      return post({ id, type: 'opened', wider })
    }
    assert(open, 'the client opens before it asks')
    if (request.ask === 'grammar') {
      assert(open.words, 'a grammar is for who hears words')
      return post({ id, type: 'used', ...use(open.words, open.lang, request) })
    }
    if (open.sounds) return post({ id, type: 'recognised', text: '', stretches: open.sounds.recognise(request.pcm) })
    const { text, stretches } = open.words.recognise(request.pcm)
    post({ id, type: 'recognised', text: text.slice(0, 1_000), stretches })
  } catch (fault) {
    post({ id, type: 'failed', failure: fault instanceof Unusable ? fault.failure : refused(fault) })
  }
}

/** Why a file cannot be used, on its way through SoundSwallower. */
class Unusable extends Error {
  failure: SpeechFailure
  constructor(failure: SpeechFailure) {
    super(failure.type)
    this.failure = failure
  }
}
const refused = (fault: unknown): SpeechFailure => ({
  type: 'recogniser-refused',
  because: String(fault).slice(0, 300),
})

async function openPart({ base, pins, lang }: SpeechOptions, part: Part): Promise<Open & { wider: boolean }> {
  const pinned = async (file: string) => {
    const pin = pins[file]
    if (!pin) return undefined
    for (const cache of ['default', 'reload'] as const) {
      const response = await fetch(`${base}/${file}`, { cache }).catch(() => undefined) // no network: missing, as a 404 is
      const bytes = response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
      if (!bytes) throw new Unusable({ type: 'model-missing', file })
      if (toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) === pin.sha256) return bytes
    }
    throw new Unusable({ type: 'model-altered', file })
  }
  await pinned('soundswallower.js')
  const loader: { default: Loader } = await import(/* @vite-ignore */ `${base}/soundswallower.js`)
  const wasm = await pinned('soundswallower.wasm')
  assert(wasm, 'models.json names the runtime')
  const filesFrom = (folder: string): Files => {
    const read = (file: string) => pinned(file.replace(`${FOLDERS[lang]}/`, `${folder}/`))
    return { lang, load: loader.default, wasm, read }
  }
  // The scores of both are compared: they are of one model.
  if (part.hears === 'sounds') {
    const folder = (part.wider && WIDER[lang]) || FOLDERS[lang]
    return { sounds: await openSounds(filesFrom(folder)), wider: part.wider }
  }
  const served = await fetch(`${base}/${SERVED}`, { cache: 'no-cache' }).catch(() => undefined) // no network, nothing kept: as if there were no other
  const { opened, wider } = await openWidest({
    lang,
    served: served?.ok ? await served.text() : '',
    open: (folder) => openWords(filesFrom(folder)),
    isUnusable: (fault) => fault instanceof Unusable,
  })
  return { lang, words: opened, wider }
}

/** Looks every word up and teaches those that the dictionary lacks. */
function use(
  words: Words,
  lang: SpeechLang,
  request: Extract<Request, { ask: 'grammar' }>,
): { unsayable: string[]; sounds: string[] } {
  const said = request.spellings.map(({ word, soundsLike }) => ({
    word,
    known: soundsLike === undefined && words.lookup(word) !== undefined,
    sounds: pronounce(word, lang, words.lookup, soundsLike),
  }))
  const unsayable = said.flatMap(({ word, sounds }) => (sounds === undefined ? [word] : []))
  const all = { unsayable, sounds: said.map(({ sounds }) => sounds ?? '') }
  if (unsayable.length > 0) return all
  words.use(
    request.jsgf,
    said.flatMap(({ word, known, sounds }) => (known || sounds === undefined ? [] : [[word, sounds] as const])),
  )
  return all
}
