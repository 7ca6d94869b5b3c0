import type { Clock } from '../../lib/clock.ts'
import type { Result } from '../../lib/result.ts'
import { openMicrophone, type Microphone, type MicrophoneFault } from '../../platform/microphone.ts'
import { RATE_HZ, makeEndpointer } from '../../speech/endpointer.ts'
import { MOST_MS, PAUSE_MS, spokenPart, type Span } from '../../speech/utterance.ts'

/** A press shorter than this is a tap. */
const TAP_MS = 400
/** After a tap the microphone closes when nothing is said for so long, or when what was said stays no request. */
const SILENT_MS = 6_000
const GIVE_UP_MS = 900
/** Opened by a look it closes sooner when nothing is said, and at the latest after so long, whoever goes on talking. */
const LOOKED_SILENT_MS = 4_000
const LOOKED_MS = 8_000
/** Whoever looks and does not speak yet: so much of what was heard last is kept, so that no first word is lost; and it closes after so long. */
const KEPT_MS = 1_500
const WAITS_MS = 8_000
/** What this device or another screen says hangs in the room a little longer than it is said. */
const ECHO_MS = 300
const MS = RATE_HZ / 1_000

/** What is said aloud here by devices: this one's own voice, and other screens'. */
export type RoomVoice = { isSpeaking(): boolean; hush(): void }

/** Samples at 16 kHz, and when they were said. */
export type Said = { pcm: Float32Array<ArrayBuffer>; span: Span }

export type Talk = {
  /** Closes the microphone and forgets what it heard. */
  close(): void
  /** Closes it, and looks at what it heard. */
  finish(): void
  isOpen(): boolean
  /** The button came up: at once it was a tap. */
  lift(): void
  /** It was opened for somebody who looks here, and nobody has spoken. */
  isWaiting(): boolean
  /** Whoever it waited for speaks. */
  spoken(): void
}

/** From a press on the button until the microphone is closed again. It is open in between, and at no other time. */
export function startTalk(deps: {
  clock: Clock
  /** Nobody pressed: somebody looked here and spoke. Then it is as after a tap, and nobody is interrupted. */
  byLook?: boolean
  /** … or looked here and does not speak yet: it keeps the last moments until `spoken`, and looks at none of them before. */
  waits?: boolean
  /** Whether somebody spoke within so long; undefined: nobody can tell. Asked only of what nobody pressed for. */
  isSpeech?: ((withinMs: number) => boolean | undefined) | undefined
  /** Whether this was a request, which is then done. `last`: nothing more will be said. */
  consider: (heard: Said, last: boolean) => Promise<boolean>
  onOpen: (opened: Result<Microphone, MicrophoneFault>) => void
  onClose: () => void
  voice: RoomVoice
  /** The microphone: the real one unless a test has another. */
  open?: typeof openMicrophone
}): Talk {
  const { clock, byLook = false, waits = false, consider, voice, open = openMicrophone } = deps
  const pressedAtMs = clock.now()
  const blocks: Float32Array[] = []
  const endpointer = makeEndpointer({ silenceMs: PAUSE_MS })
  let microphone: Microphone | undefined
  let over = false
  let waiting = waits
  let tapped = byLook
  let spoke = false
  let deafUntilMs = 0
  let lastBlockMs = pressedAtMs
  let stopGivingUp = () => {}
  let stopLooked = () => {}

  // Whoever presses interrupts what is being said.
  if (!byLook) voice.hush()
  void open({ onBlock, onGone: finish }).then((opened) => {
    if (over) return opened.ok && opened.value.stop()
    if (opened.ok) microphone = opened.value
    else close()
    if (byLook && opened.ok) startLook()
    deps.onOpen(opened)
  })
  return {
    close,
    finish,
    isOpen: () => microphone !== undefined && !over,
    isWaiting: () => waiting,
    spoken() {
      if (!waiting || over) return
      waiting = false
      if (microphone) startLook()
      for (const block of blocks.splice(0)) take(block)
    },
    lift() {
      if (clock.now() - pressedAtMs >= TAP_MS) return finish()
      tapped = true
      stopGivingUp = clock.after(SILENT_MS, finish)
    },
  }

  function startLook() {
    stopGivingUp()
    stopGivingUp = clock.after(waiting ? WAITS_MS : LOOKED_SILENT_MS, close)
    if (!waiting) stopLooked = clock.after(LOOKED_MS, finish)
  }
  function close() {
    if (over) return
    over = true
    stopGivingUp()
    stopLooked()
    microphone?.stop()
    deps.onClose()
  }
  function finish() {
    if (over) return
    // Nobody spoke to it: what it kept meanwhile is nobody's request, also where the microphone is taken away.
    if (waiting) return close()
    const said = sound()
    close()
    if (said && isVoice()) void consider(said, true)
  }
  /** What was no voice wakes no recogniser, where nobody pressed. */
  function isVoice(): boolean {
    return !byLook || deps.isSpeech?.(MOST_MS) !== false
  }
  /** The first words may have gone by before the microphone was open: whoever says them again is heard anew. */
  function listenOn() {
    blocks.length = 0
    stopGivingUp = clock.after(LOOKED_SILENT_MS, close)
  }
  function sound(): Said | undefined {
    const all = concat(blocks)
    const part = spokenPart(all)
    if (!part) return undefined
    const afterIt = all.length - (part.byteOffset - all.byteOffset) / part.BYTES_PER_ELEMENT - part.length
    const toMs = lastBlockMs - afterIt / MS
    return { pcm: part.slice(), span: { fromMs: toMs - part.length / MS, toMs } }
  }
  function onBlock(block: Float32Array) {
    if (over) return
    // The room does not hear itself.
    if (voice.isSpeaking()) deafUntilMs = clock.now() + ECHO_MS
    if (clock.now() < deafUntilMs) {
      // What was kept would not grow old: it is no longer what was heard last.
      if (waiting) blocks.length = 0
      return
    }
    if (!waiting) return take(block)
    blocks.push(block)
    if ((blocks.length * block.length) / MS > KEPT_MS) blocks.shift()
  }
  function take(block: Float32Array) {
    blocks.push(block)
    lastBlockMs = clock.now()
    if ((blocks.length * block.length) / MS > MOST_MS) return finish()
    const was = endpointer.hear(block)
    if (!tapped) return
    if (was === 'speech' && !spoke) {
      spoke = true
      stopGivingUp()
    }
    if (was !== 'pause') return
    spoke = false
    stopGivingUp = clock.after(GIVE_UP_MS, byLook ? listenOn : finish)
    const said = sound()
    if (said && isVoice()) void consider(said, false).then((done) => done && close())
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
