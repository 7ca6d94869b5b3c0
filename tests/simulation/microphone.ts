import { utf8 } from '../../src/lib/bytes.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { err, ok } from '../../src/lib/result.ts'
import type { BeginPiece, MicrophoneFault, OpenMicrophone } from '../../src/platform/recorder.ts'

/** A microphone whose sound is words: each piece says when it began. */
export type SimMicrophone = {
  open(clock: Clock): OpenMicrophone
  /** Whether anything listens right now. */
  isOpen(): boolean
  /** What is wrong with it from now on. */
  fault: MicrophoneFault | undefined
  /** How often it was asked for. */
  asked: number
  /** It is pulled out of the device. */
  pull(): void
}

const PIECE_MS = 2_000

export function makeMicrophone(): SimMicrophone {
  const open = new Set<() => void>()
  const microphone: SimMicrophone = {
    fault: undefined,
    asked: 0,
    isOpen: () => open.size > 0,
    pull() {
      microphone.fault = 'microphone-none'
      for (const gone of [...open]) gone()
    },
    open: (clock) => (onGone) => {
      microphone.asked++
      if (microphone.fault) return Promise.resolve(err(microphone.fault))
      open.add(onGone)
      return Promise.resolve(ok({ record: (begin) => tape(clock, begin), stop: () => void open.delete(onGone) }))
    },
  }
  return microphone
}

function tape(clock: Clock, begin: BeginPiece) {
  let running = start()
  const next = () => {
    const before = running
    running = start()
    before()
  }
  const stopTicking = clock.every(PIECE_MS, next)
  return {
    cut: next,
    stop() {
      stopTicking()
      running()
      running = () => undefined
      return Promise.resolve()
    },
  }

  function start() {
    const take = begin()
    const atMs = clock.now()
    return () => take({ atMs, ms: clock.now() - atMs, type: 'audio/words', bytes: utf8(`heard at ${atMs}`) })
  }
}
