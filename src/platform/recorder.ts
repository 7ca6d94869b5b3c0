import type { Bytes } from '../lib/bytes.ts'
import type { Clock } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { askForMicrophone } from './ask-microphone.ts'

export type MicrophoneFault = 'microphone-refused' | 'microphone-none'
/** A piece of sound that plays by itself, whatever became of those before it. */
export type Piece = { atMs: number; ms: number; type: string; bytes: Bytes }
/** Called as a piece begins; takes it when it is over. What it belongs to is what held at its beginning. */
export type BeginPiece = () => (piece: Piece) => void

export type Microphone = {
  /** Hands over pieces one after the other. */
  record(begin: BeginPiece): Taping
  stop(): void
}
export type Taping = {
  /** Ends the piece that runs, and begins another at once. */
  cut(): void
  /** Ends the last piece; done when it has been handed over. */
  stop(): Promise<void>
}
export type OpenMicrophone = (onGone: () => void) => Promise<Result<Microphone, MicrophoneFault>>

/** A crash loses what is not sealed yet: at most this. */
const PIECE_MS = 2_000
/** Speech is plain to hear at that; an hour weighs 11 MB. */
const BITS_PER_SECOND = 24_000
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'] as const

/** This device's microphone, by MediaRecorder. A recorder a piece: each piece then has its own header, and plays alone. */
export function makeOpenMicrophone({ clock }: { clock: Clock }): OpenMicrophone {
  return async (onGone) => {
    const stream = await askForSound()
    if (!stream.ok) return stream
    const [track] = stream.value.getAudioTracks()
    const gone = () => onGone()
    track?.addEventListener('ended', gone)
    return ok({
      record: (begin) => startTaping(stream.value, clock, begin),
      stop() {
        track?.removeEventListener('ended', gone)
        for (const each of stream.value.getTracks()) each.stop()
      },
    })
  }
}

async function askForSound(): Promise<Result<MediaStream, MicrophoneFault>> {
  if (typeof MediaRecorder === 'undefined') return err('microphone-none')
  // A meeting is several voices at a distance: what is made for one near voice would cut the others off.
  const asked = await askForMicrophone({ channelCount: 1, noiseSuppression: false })
  return asked.ok ? asked : err(asked.error === 'refused' ? 'microphone-refused' : 'microphone-none')
}

function startTaping(stream: MediaStream, clock: Clock, begin: BeginPiece): Taping {
  let running: { end(): Promise<void> } | undefined
  let ended: Promise<void> = Promise.resolve()
  let isOver = false
  const next = () => {
    const before = running
    // The next one begins before the last one ends, so that no syllable falls between them.
    running = isOver ? undefined : tape(stream, clock, begin())
    if (before) ended = Promise.all([ended, before.end()]).then(() => undefined)
  }
  next()
  const stopTicking = clock.every(PIECE_MS, next)
  return {
    cut: next,
    async stop() {
      stopTicking()
      isOver = true
      next()
      await ended
    },
  }
}

/** One piece. A recorder that fails, as when the microphone is pulled, hands over what it has. */
function tape(stream: MediaStream, clock: Clock, take: (piece: Piece) => void): { end(): Promise<void> } {
  const atMs = clock.now()
  const blobs: Blob[] = []
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each))
  let recorder: MediaRecorder
  try {
    recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: BITS_PER_SECOND })
    recorder.start()
  } catch {
    return { end: () => Promise.resolve() } // the track has just ended; onGone tells of it
  }
  let endedAtMs = 0
  recorder.addEventListener('dataavailable', ({ data }) => void blobs.push(data))
  const done = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => {
      void new Blob(blobs).arrayBuffer().then((buffer) => {
        const bytes = new Uint8Array(buffer)
        const ms = Math.max(0, (endedAtMs || clock.now()) - atMs)
        if (bytes.length > 0) take({ atMs, ms, type: recorder.mimeType || 'audio/webm', bytes })
        resolve()
      })
    })
  })
  return {
    end() {
      endedAtMs ||= clock.now()
      if (recorder.state !== 'inactive') recorder.stop()
      return done
    },
  }
}
