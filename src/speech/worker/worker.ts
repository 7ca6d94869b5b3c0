import { assert } from '../../lib/assert.ts'
import { toHex } from '../../lib/bytes.ts'
import { FOLDERS, SERVED, type SpeechFailure } from '../models.ts'
import { pronounce } from '../pronounce.ts'
import { fitOf } from '../refusal.ts'
import { openEngine, type Engine, type Loader } from './engine.ts'
import type { Answer, Request, SpeechOptions } from './shared.ts'
import { openWidest } from './widest.ts'

let open: { engine: Engine; wider: boolean; options: SpeechOptions } | undefined
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
      open = { ...(await engineOf(request.options)), options: request.options }
      return post({ id, type: 'opened' })
    }
    assert(open, 'the client opens before it asks')
    if (request.ask === 'grammar') return post({ id, type: 'used', ...use(open, request), wider: open.wider })
    const { text, words, sounds } = open.engine.recognise(request.pcm)
    post({ id, type: 'recognised', text: text.slice(0, 1_000), fit: fitOf(words, sounds) })
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

async function engineOf({ base, pins, lang }: SpeechOptions): Promise<{ engine: Engine; wider: boolean }> {
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
  const openFrom = (folder: string) => {
    const read = (file: string) => pinned(file.replace(`${FOLDERS[lang]}/`, `${folder}/`))
    return openEngine({ lang, load: loader.default, wasm, read })
  }
  const served = await fetch(`${base}/${SERVED}`, { cache: 'no-cache' }).catch(() => undefined) // no network, nothing kept: as if there were no other
  return openWidest({
    lang,
    served: served?.ok ? await served.text() : '',
    open: openFrom,
    isUnusable: (fault) => fault instanceof Unusable,
  })
}

/** Looks every word up and teaches those that the dictionary lacks. */
function use(
  { engine, options: { lang } }: NonNullable<typeof open>,
  request: Extract<Request, { ask: 'grammar' }>,
): { unsayable: string[]; sounds: string[] } {
  const said = request.spellings.map(({ word, soundsLike }) => ({
    word,
    known: soundsLike === undefined && engine.lookup(word) !== undefined,
    sounds: pronounce(word, lang, engine.lookup, soundsLike),
  }))
  const unsayable = said.flatMap(({ word, sounds }) => (sounds === undefined ? [word] : []))
  const all = { unsayable, sounds: said.map(({ sounds }) => sounds ?? '') }
  if (unsayable.length > 0) return all
  engine.use(
    request.jsgf,
    said.flatMap(({ word, known, sounds }) => (known || sounds === undefined ? [] : [[word, sounds] as const])),
  )
  return all
}
