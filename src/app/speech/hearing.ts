import type { Clock } from '../../lib/clock.ts'
import { makeCostMeter, MICROPHONE_COST } from '../../lib/sense-cost.ts'
import type { MicrophoneFault, openMicrophone } from '../../platform/microphone.ts'
import { hush, isSpeaking } from '../../platform/speak.ts'
import { levelDb } from '../../speech/endpointer.ts'
import type { Intent } from '../../speech/grammar.ts'
import type { SpeechLang } from '../../speech/intents.ts'
import type { RoomWords } from '../../speech/room-words.ts'
import type { Span } from '../../speech/utterance.ts'
import type { SpeechActions, SpeechView } from '../../ui/speech/view.ts'
import type { Answer } from './deeds.ts'
import { startTalk, type RoomVoice, type Said, type Talk } from './talk.ts'
import { makeUnderstanding } from './understanding.ts'

/** What is wrong with the microphone itself; other troubles leave it as it is. */
const MICROPHONE: ReadonlySet<string> = new Set<MicrophoneFault>(['refused', 'no-microphone', 'microphone-busy'])
/** So long a deed that cannot be undone waits for its tap. */
const TAP_WITHIN_MS = 12_000

/** After a look that came to nothing it takes so long until another opens the microphone: people who talk to each other are left alone. */
const REST_MS = 8_000

/** From a press on the button to an answered request. */
export function makeHearing(deps: {
  clock: Clock
  origin: string
  lang: () => SpeechLang
  on: () => boolean
  room: () => RoomWords
  soundsLike: () => Readonly<Record<string, string>>
  answer: (intent: Intent) => Promise<Answer>
  /** Several devices may hear one person: what another one answers, in a sentence; undefined: it is ours to answer. */
  elsewhere?: (intent: Intent, heard: { db: number; span: Span }) => Promise<string | undefined>
  /** Whether somebody spoke within so long, where a model of sounds listens anyway; undefined: nobody can tell. */
  isSpeech?: (withinMs: number) => boolean | undefined
  /** Another screen spoke meanwhile, and may be what was heard: that in a sentence; undefined: none did. */
  spokenOver?: (span: Span) => string | undefined
  /** … unless what it said was its answer to this very request: that in a sentence. */
  claimedBefore?: (intent: Intent, heard: { db: number; span: Span }) => Promise<string | undefined>
  /** What is said when nothing was understood. */
  refusal: () => string
  onChange: () => void
  /** The recogniser, the microphone and the voices in this room: the real ones unless a test has others. */
  understanding?: ReturnType<typeof makeUnderstanding>
  open?: typeof openMicrophone
  voice?: RoomVoice
}) {
  const { clock, onChange, understanding = makeUnderstanding(deps), voice = { isSpeaking, hush } } = deps
  const meter = makeCostMeter(MICROPHONE_COST)
  let talk: Talk | undefined
  let muted = false
  let because: string | undefined
  let thinking = 0
  let heard: Heard | undefined
  let answers = 0
  let intent: string | undefined
  let stopWaiting = () => {}
  /** The button can be seen, and with it the sign that says whether the microphone is open. */
  let isDrawn = false
  let isPressed = false
  let restUntilMs = 0
  let waitRestUntilMs = 0

  function fail(reason: string) {
    because = reason
    onChange()
  }
  /** Shows an answer, and its button for as long as that may be tapped. */
  function show(text: string, answer: Answer) {
    stopWaiting()
    heard = { id: String(answers++), text, answer }
    if (answer.confirm)
      stopWaiting = clock.after(TAP_WITHIN_MS, () => {
        const { confirm: _late, ...stays } = answer
        if (heard?.answer === answer) heard = { ...heard, answer: stays }
        onChange()
      })
  }

  /** What happened since the last time: the microphone was open or not, and a core worked for so long. */
  function spend(tookMs = 0, awake = talk?.isOpen() ?? false) {
    meter.add(clock.now(), { tookMs, whole: tookMs > 0, awake })
  }

  /** `last`: nothing more will be said, so that a refusal is shown. */
  async function consider({ pcm, span }: Said, last: boolean): Promise<boolean> {
    thinking++
    onChange()
    // Before the recogniser takes it.
    const db = levelDb(pcm)
    try {
      // What is waited for the first time, until the models are there, is no request's.
      await understanding.ready()
      const begunMs = clock.now()
      const understood = await understanding.hear(pcm)
      spend(clock.now() - begunMs)
      if (!understood.ok) {
        fail(understood.error)
        return false
      }
      const { text, intent: asked } = understood.value
      if (!asked) {
        if (last) show(text, { answered: false, answer: deps.refusal() })
        return false
      }
      const { name, slots, said } = asked
      const over = deps.spokenOver?.(span)
      // What may be another screen's voice is claimed by nobody.
      const elsewhere = await (over === undefined ? deps.elsewhere : deps.claimedBefore)?.(asked, { db, span })
      if (elsewhere !== undefined) {
        show(said, { answered: false, answer: elsewhere })
        return true
      }
      if (over !== undefined) {
        if (last) show(text, { answered: false, answer: over })
        return false
      }
      intent = JSON.stringify({ intent: name, slots, text })
      show(said, await deps.answer(asked))
      return true
    } finally {
      thinking--
      onChange()
    }
  }

  /** The worker starts while the person draws breath. */
  const prepare = () => void understanding.ready().then((is) => !is.ok && fail(is.error))

  /** By a press, by a look of somebody who speaks, or of somebody who may be about to. */
  function begin(by: 'press' | 'look' | 'wait') {
    const byLook = by !== 'press'
    isPressed = !byLook
    let wasOpen = false
    let isDone = false
    const fresh = startTalk({
      clock,
      byLook,
      waits: by === 'wait',
      isSpeech: deps.isSpeech,
      voice,
      ...(deps.open && { open: deps.open }),
      consider: async (said, last) => {
        // Whoever was not talking to the room is not told that it did not understand.
        const done = await consider(said, last && !byLook)
        if (!done) return false
        // It came to something: no rest, whether the microphone closed before this or closes now.
        isDone = true
        restUntilMs = 0
        return true
      },
      onOpen(opened) {
        spend(0, false)
        wasOpen = opened.ok
        because = opened.ok ? undefined : opened.error
        onChange()
      },
      onClose() {
        spend(0, wasOpen)
        if (fresh.isWaiting()) waitRestUntilMs = clock.now() + REST_MS
        else if (byLook && !isDone) restUntilMs = clock.now() + REST_MS
        if (talk === fresh) talk = undefined
        onChange()
      },
    })
    talk = fresh
    onChange()
  }

  const actions: Omit<SpeechActions, 'save' | 'say'> = {
    press() {
      if (!deps.on() || muted) return
      // Who presses takes over from who only looks.
      if (talk?.isWaiting()) talk.close()
      if (talk) return talk.finish()
      prepare()
      begin('press')
    },
    check() {
      if (deps.on()) prepare()
    },
    drawn(next) {
      isDrawn = next
      // What nobody asked for hears nobody without its sign.
      if (!isDrawn && !isPressed) talk?.close()
    },
    lift: () => talk?.lift(),
    close: () => talk?.close(),
    confirm() {
      const waiting = heard
      if (!waiting?.answer.confirm) return
      stopWaiting()
      void waiting.answer.confirm.deed().then((answer) => {
        show(waiting.text, answer)
        onChange()
      })
    },
    mute(next) {
      muted = next
      if (muted) talk?.close()
      onChange()
    },
  }
  /** Where nobody muted it, its sign can be seen, and it is not busy or at rest. */
  const mayLook = () =>
    deps.on() && !muted && isDrawn && (!talk || talk.isWaiting()) && thinking === 0 && clock.now() >= restUntilMs

  return {
    actions,
    mayLook,
    /** Somebody near looks at this screen, and may be about to speak to it. */
    prepare() {
      if (deps.on() && !muted && isDrawn) prepare()
    },
    /** … so that the microphone opens, and waits until they speak: their first word is not lost. */
    wait() {
      if (mayLook() && !talk && clock.now() >= waitRestUntilMs) begin('wait')
    },
    isWaiting: () => talk?.isWaiting() ?? false,
    /** … and speaks: the microphone opens for a few seconds. */
    looked() {
      if (!mayLook()) return
      if (talk) talk.spoken()
      else begin('look')
      onChange()
    },
    /** Nobody looks here any more: who did not speak is forgotten, and whoever looks again is waited for at once. */
    lookedAway() {
      if (!talk?.isWaiting()) return
      talk.close()
      waitRestUntilMs = 0
    },
    cost() {
      spend()
      return meter.read()
    },
    view: (): Pick<
      SpeechView,
      'mic' | 'because' | 'thinking' | 'waits' | 'heard' | 'intent' | 'unsayable' | 'doubts' | 'wider'
    > => ({
      mic: muted
        ? 'muted'
        : talk?.isOpen()
          ? 'listening'
          : because !== undefined && MICROPHONE.has(because)
            ? 'blocked'
            : 'off',
      ...(because !== undefined && { because }),
      thinking: thinking > 0,
      waits: talk?.isWaiting() ?? false,
      ...(heard && { heard: viewOf(heard) }),
      ...(intent !== undefined && { intent }),
      unsayable: understanding.unsayable(),
      doubts: understanding.doubts(),
      wider: understanding.wider(),
    }),
    /** The microphone is open, or what it heard is still being made out. */
    isListening: () => (talk !== undefined && !talk.isWaiting()) || thinking > 0,
    stop() {
      stopWaiting()
      talk?.close()
      understanding.stop()
    },
  }
}

export type Hearing = ReturnType<typeof makeHearing>
type Heard = { id: string; text: string; answer: Answer }
const viewOf = ({ id, text, answer: { answered, answer, confirm } }: Heard) => ({
  ...{ id, text, answered, answer },
  ...(confirm && { confirm: confirm.label }),
})
