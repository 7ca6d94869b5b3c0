import manifest from '../../../models/models.json'
import type { Clock } from '../../lib/clock.ts'
import { openMicrophone, type Microphone, type MicrophoneFault } from '../../platform/microphone.ts'
import { RATE_HZ, makeEndpointer } from '../../speech/endpointer.ts'
import { grammarOf, understand, type Grammar, type Intent } from '../../speech/grammar.ts'
import type { SpeechLang } from '../../speech/intents.ts'
import { wasSaid } from '../../speech/refusal.ts'
import type { RoomWords } from '../../speech/room-words.ts'
import { MOST_MS, PAUSE_MS, spokenPart } from '../../speech/utterance.ts'
import { startRecogniser, type Recogniser } from '../../speech/worker/client.ts'
import type { SpeechActions, SpeechView } from '../../ui/speech/view.ts'

/** A press shorter than this is a tap. */
const TAP_MS = 400
/** After a tap the microphone closes when nothing is said for so long, or when what was said stays no request. */
const SILENT_MS = 6_000
const GIVE_UP_MS = 900

/** What is wrong with the microphone itself; other troubles leave it as it is. */
const MICROPHONE: ReadonlySet<string> = new Set<MicrophoneFault>(['refused', 'no-microphone', 'microphone-busy'])

export type Answer = { answered: boolean; answer: string }

/** From a press on the button to an answered request. The microphone is open in between, and at no other time. */
export function makeHearing(deps: {
  clock: Clock
  origin: string
  lang: () => SpeechLang
  on: () => boolean
  room: () => RoomWords
  soundsLike: () => Readonly<Record<string, string>>
  answer: (intent: Intent) => Promise<Answer>
  /** What is said when nothing was understood. */
  refusal: () => string
  onChange: () => void
}) {
  const { clock, lang, onChange } = deps
  let recogniser: { lang: SpeechLang; worker: Recogniser } | undefined
  let used: { grammar: Grammar; key: string } | undefined
  let unsayable: readonly string[] = []
  let talk: ReturnType<typeof startTalk> | undefined
  let muted = false
  let because: string | undefined
  let thinking = 0
  let heard: SpeechView['heard']
  let intent: string | undefined

  /** The worker in the wall's language with the grammar of what is here now. */
  async function ready(): Promise<{ worker: Recogniser; grammar: Grammar } | undefined> {
    if (recogniser && recogniser.lang !== lang()) {
      recogniser.worker.stop()
      recogniser = used = undefined
    }
    recogniser ??= {
      lang: lang(),
      worker: startRecogniser({
        clock,
        options: {
          base: `${deps.origin}/models/${manifest.speech.folder}`,
          pins: manifest.speech.files,
          lang: lang(),
        },
      }),
    }
    const { worker } = recogniser
    const key = JSON.stringify([deps.room(), deps.soundsLike()])
    if (used?.key === key) return { worker, grammar: used.grammar }
    let without: readonly string[] = []
    // A second time without the words that cannot be said; the third would only find the same.
    for (const _ of [1, 2]) {
      const grammar = grammarOf(lang(), deps.room(), new Set(without))
      const answer = await worker.use(grammar.jsgf, spellings(grammar.words))
      if (!answer.ok) {
        fail(answer.error.type)
        return undefined
      }
      if (answer.value.length === 0) {
        used = { grammar, key }
        unsayable = without
        onChange()
        return { worker, grammar }
      }
      without = answer.value
    }
    fail('recogniser-refused')
    return undefined
  }
  const spellings = (words: readonly string[]) =>
    words.map((word) => {
      const all = deps.soundsLike()
      const soundsLike = Object.hasOwn(all, word) ? all[word] : undefined
      return { word, ...(soundsLike !== undefined && { soundsLike }) }
    })
  function fail(reason: string) {
    because = reason
    onChange()
  }

  /** Whether this was a request; then it is done. `last`: nothing more will be said, so that a refusal is shown. */
  async function consider(pcm: Float32Array<ArrayBuffer>, last: boolean): Promise<boolean> {
    thinking++
    onChange()
    try {
      const is = await ready()
      const recognised = await is?.worker.recognise(pcm)
      if (!is || !recognised) return false
      if (!recognised.ok) {
        fail(recognised.error.type)
        return false
      }
      const { text, fit } = recognised.value
      const understood = wasSaid(fit, manifest.speech.thresholds[is.grammar.lang])
        ? understand(text, is.grammar)
        : undefined
      if (!understood) {
        if (last) heard = { text, answered: false, answer: deps.refusal() }
        return false
      }
      const { name, slots, said } = understood
      intent = JSON.stringify({ intent: name, slots, text })
      heard = { text: said, ...(await deps.answer(understood)) }
      return true
    } finally {
      thinking--
      onChange()
    }
  }

  function startTalk() {
    const pressedAtMs = clock.now()
    const blocks: Float32Array[] = []
    const endpointer = makeEndpointer({ silenceMs: PAUSE_MS })
    let microphone: Microphone | undefined
    let over = false
    let tapped = false
    let spoke = false
    let stopGivingUp = () => {}
    const close = () => {
      if (over) return
      over = true
      stopGivingUp()
      microphone?.stop()
      if (talk === self) talk = undefined
      onChange()
    }
    const sound = () => spokenPart(concat(blocks))?.slice()
    const finish = () => {
      if (over) return
      const pcm = sound()
      close()
      if (pcm) void consider(pcm, true)
    }
    const self = {
      close,
      finish,
      isOpen: () => microphone !== undefined,
      lift() {
        if (clock.now() - pressedAtMs >= TAP_MS) return finish()
        tapped = true
        stopGivingUp = clock.after(SILENT_MS, finish)
      },
    }
    const onBlock = (block: Float32Array) => {
      if (over) return
      blocks.push(block)
      if ((blocks.length * block.length * 1_000) / RATE_HZ > MOST_MS) return finish()
      const was = endpointer.hear(block)
      if (!tapped) return
      if (was === 'speech' && !spoke) {
        spoke = true
        stopGivingUp()
      }
      if (was !== 'pause') return
      spoke = false
      stopGivingUp = clock.after(GIVE_UP_MS, finish)
      const pcm = sound()
      if (pcm) void consider(pcm, false).then((done) => done && close())
    }
    // The worker starts while the person draws breath.
    void ready()
    void openMicrophone({ onBlock, onGone: finish }).then((opened) => {
      if (!opened.ok) {
        close()
        return fail(opened.error)
      }
      if (over) return opened.value.stop()
      microphone = opened.value
      because = undefined
      onChange()
    })
    return self
  }

  const actions: Omit<SpeechActions, 'save'> = {
    press() {
      if (!deps.on() || muted) return
      if (talk) return talk.finish()
      talk = startTalk()
      onChange()
    },
    lift: () => talk?.lift(),
    close: () => talk?.close(),
    mute(next) {
      muted = next
      if (muted) talk?.close()
      onChange()
    },
  }
  return {
    actions,
    view: (): Pick<SpeechView, 'mic' | 'because' | 'thinking' | 'heard' | 'intent' | 'unsayable'> => ({
      mic: muted
        ? 'muted'
        : talk?.isOpen()
          ? 'listening'
          : because !== undefined && MICROPHONE.has(because)
            ? 'blocked'
            : 'off',
      ...(because !== undefined && { because }),
      thinking: thinking > 0,
      ...(heard && { heard }),
      ...(intent !== undefined && { intent }),
      unsayable,
    }),
    stop() {
      talk?.close()
      recogniser?.worker.stop()
    },
  }
}

function concat(blocks: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}
