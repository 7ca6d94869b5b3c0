import type { Bytes } from '../lib/bytes.ts'

/** Pieces that each play by themselves, one after the other. */
export type SoundPlayer = {
  lengthMs: number
  /** Must be called as the person taps, the first time. */
  play(fromMs: number): void
  pause(): void
  isPlaying(): boolean
  positionMs(): number
  /** Pieces that the browser could not play; they are silent. */
  unplayable(): number
  stop(): void
}

/** So many pieces are decoded ahead of what is heard. */
const AHEAD_S = 5

export function makeSoundPlayer(pieces: readonly { ms: number; bytes: Bytes }[], onChange: () => void): SoundPlayer {
  const starts: number[] = []
  const lengthMs = pieces.reduce((sum, { ms }) => (starts.push(sum), sum + ms), 0)
  const broken = new Set<number>()
  let context: AudioContext | undefined
  let run: { endsAt(): number; stop(): void } | undefined
  let restedAtMs = 0
  let begunAtS = 0
  let begunMs = 0

  const positionMs = () =>
    run && context ? Math.min(lengthMs, begunMs + Math.max(0, context.currentTime - begunAtS) * 1_000) : restedAtMs
  const pause = () => {
    restedAtMs = positionMs()
    run?.stop()
    run = undefined
    onChange()
  }
  return {
    lengthMs,
    play(fromMs) {
      pause()
      context ??= new AudioContext()
      void context.resume() // already running where the tap has just allowed it
      begunMs = fromMs >= lengthMs ? 0 : Math.max(0, fromMs)
      begunAtS = context.currentTime + 0.1
      run = startRun(context)
      onChange()
    },
    pause,
    isPlaying: () => run !== undefined,
    positionMs,
    unplayable: () => broken.size,
    stop() {
      run?.stop()
      run = undefined
      void context?.close()
      context = undefined
    },
  }

  function startRun(through: AudioContext) {
    const sources = new Set<AudioBufferSourceNode>()
    let isOver = false
    void feed()
    return {
      endsAt: () => begunAtS + (lengthMs - begunMs) / 1_000,
      stop() {
        isOver = true
        for (const source of sources) source.stop()
      },
    }

    async function feed() {
      const first = Math.max(
        0,
        starts.findLastIndex((start) => start <= begunMs),
      )
      for (let at = first; at < pieces.length; at++) {
        const startS = begunAtS + ((starts[at] ?? 0) - begunMs) / 1_000
        await waitUntil(through, startS - AHEAD_S, () => isOver)
        if (isOver) return
        const buffer = await decode(through, at)
        if (isOver) return
        if (buffer) schedule(through, buffer, startS, (pieces[at]?.ms ?? 0) / 1_000)
      }
      await waitUntil(through, begunAtS + (lengthMs - begunMs) / 1_000, () => isOver)
      if (isOver) return
      restedAtMs = 0
      run = undefined
      onChange()
    }

    /** Neighbouring pieces overlap by a few milliseconds: each is heard for as long as it counts. */
    function schedule(into: AudioContext, buffer: AudioBuffer, startS: number, lengthS: number) {
      const source = into.createBufferSource()
      source.buffer = buffer
      source.connect(into.destination)
      const late = Math.max(0, into.currentTime - startS)
      if (late >= lengthS) return
      source.start(Math.max(startS, into.currentTime), late, lengthS - late)
      sources.add(source)
      source.addEventListener('ended', () => sources.delete(source))
    }
  }

  async function decode(through: AudioContext, at: number): Promise<AudioBuffer | undefined> {
    const bytes = pieces[at]?.bytes
    // Decoding takes the buffer away, and it may be listened to again.
    return bytes && through.decodeAudioData(bytes.slice().buffer).catch(() => void broken.add(at))
  }
}

/** Polled by what is heard, not by timers: a tab in the background slows timers down, not sound. */
async function waitUntil(context: AudioContext, atS: number, isOver: () => boolean): Promise<void> {
  while (!isOver() && context.state !== 'closed' && context.currentTime < atS)
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(1_000, Math.max(50, (atS - context.currentTime) * 1_000))),
    )
}
