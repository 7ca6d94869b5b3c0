import manifest from '../../../models/models.json'
import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { grammarOf, understand, type Grammar, type Intent } from '../../speech/grammar.ts'
import type { SpeechLang } from '../../speech/intents.ts'
import { doubtsOf, type Doubt } from '../../speech/likeness.ts'
import { wasSaid } from '../../speech/refusal.ts'
import type { RoomWords } from '../../speech/room-words.ts'
import { startRecogniser, type Recogniser } from '../../speech/worker/client.ts'

/** What was recognised, and what it asks for; undefined: it is no request of this room. */
export type Understood = { text: string; intent: Intent | undefined }

/** The recogniser in the language of this screen, with a grammar that follows what is in the room. */
export function makeUnderstanding(deps: {
  clock: Clock
  origin: string
  lang: () => SpeechLang
  room: () => RoomWords
  soundsLike: () => Readonly<Record<string, string>>
  onChange: () => void
}) {
  const { lang } = deps
  let recogniser: { lang: SpeechLang; worker: Recogniser } | undefined
  let used: { grammar: Grammar; key: string } | undefined
  let unsayable: readonly string[] = []
  let doubts: readonly Doubt[] = []
  let wider = false
  let asking: { key: string; worker: Recogniser; ready: ReturnType<typeof teach> } | undefined

  function workerOf(): Recogniser {
    if (recogniser && recogniser.lang !== lang()) {
      recogniser.worker.stop()
      recogniser = used = undefined
    }
    recogniser ??= {
      lang: lang(),
      worker: startRecogniser({
        clock: deps.clock,
        options: {
          base: `${deps.origin}/models/${manifest.speech.folder}`,
          pins: { ...manifest.speech.files, ...manifest.speech.wider.files },
          lang: lang(),
        },
      }),
    }
    return recogniser.worker
  }

  /** The worker with the grammar of what is here now. Whoever asks while it is being taught waits for the same answer. */
  function ready(): ReturnType<typeof teach> {
    const worker = workerOf()
    const key = JSON.stringify([deps.room(), deps.soundsLike()])
    if (asking?.key === key && asking.worker === worker) return asking.ready
    const mine = { key, worker, ready: teach(worker, key) }
    asking = mine
    void mine.ready.finally(() => asking === mine && (asking = undefined))
    return mine.ready
  }

  async function teach(worker: Recogniser, key: string): Promise<Result<{ worker: Recogniser; grammar: Grammar }>> {
    if (used?.key === key) return ok({ worker, grammar: used.grammar })
    let without: readonly string[] = []
    // A second time without the words that cannot be said; the third would only find the same.
    for (const _ of [1, 2]) {
      const grammar = grammarOf(lang(), deps.room(), new Set(without))
      const answer = await worker.use(grammar.jsgf, spellings(grammar.words))
      if (!answer.ok) return err(answer.error.type)
      if (answer.value.unsayable.length === 0) {
        used = { grammar, key }
        unsayable = without
        wider = answer.value.wider
        doubts = doubtsOf(grammar.slots, new Map(grammar.words.map((word, i) => [word, answer.value.sounds[i] ?? ''])))
        deps.onChange()
        return ok({ worker, grammar })
      }
      without = answer.value.unsayable
    }
    return err('recogniser-refused')
  }
  const spellings = (words: readonly string[]) =>
    words.map((word) => {
      const all = deps.soundsLike()
      const soundsLike = Object.hasOwn(all, word) ? all[word] : undefined
      return { word, ...(soundsLike !== undefined && { soundsLike }) }
    })

  return {
    ready,
    /** Samples at 16 kHz, which are used up. */
    async hear(pcm: Float32Array<ArrayBuffer>): Promise<Result<Understood>> {
      const is = await ready()
      if (!is.ok) return is
      const { worker, grammar } = is.value
      const recognised = await worker.recognise(pcm)
      if (!recognised.ok) return err(recognised.error.type)
      const { text, fit } = recognised.value
      const intent = wasSaid(fit, manifest.speech.thresholds[grammar.lang]) ? understand(text, grammar) : undefined
      return ok({ text, intent })
    },
    /** Words of names that nobody here can pronounce. */
    unsayable: () => unsayable,
    /** Names that are hard to tell from others, or too short. */
    doubts: () => doubts,
    /** By the wider model of its language, which the box was given. */
    wider: () => wider,
    stop: () => recogniser?.worker.stop(),
  }
}
