import type { ModelFailure } from '../../faces/models.ts'
import type { Attention } from '../attention.ts'
import { PIECE } from '../attention.ts'
import { parseAnswer } from './answer.ts'
import type { Request, SoundOptions } from './shared.ts'

export type ListenerFailure = ModelFailure | { type: 'worker-died' }
export type Listener = {
  /** A block of sound at 16 kHz; it is copied, and handed on by the eighth of a second. */
  hear(block: Float32Array): void
  stop(): void
}

/** Sounds are told apart in a worker of their own: names come out of it, and no sound. It fails once, and is then over. */
export function startListener(deps: {
  options: SoundOptions
  onHeard: (heard: Attention & { tookMs: number }) => void
  onFailed: (failure: ListenerFailure) => void
  spawn?: () => Worker
}): Listener {
  const worker = (deps.spawn ?? spawnWorker)()
  const post = (request: Request, transfer: Transferable[] = []) => worker.postMessage(request, { transfer })
  let piece = new Float32Array(PIECE)
  let filled = 0
  let over = false
  const stop = () => {
    over = true
    worker.terminate()
  }
  const fail = (failure: ListenerFailure) => {
    if (over) return
    stop()
    deps.onFailed(failure)
  }
  worker.addEventListener('error', () => fail({ type: 'worker-died' }))
  worker.addEventListener('messageerror', () => fail({ type: 'worker-died' }))
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const answer = parseAnswer(data)
    if (over) return
    if (!answer) fail({ type: 'worker-died' })
    else if (answer.type === 'failed') fail(answer.failure)
    else if (answer.type === 'heard') deps.onHeard(answer)
  })
  post({ ask: 'open', options: deps.options })
  return {
    hear(block) {
      if (over) return
      for (let at = 0; at < block.length;) {
        const part = block.subarray(at, at + PIECE - filled)
        piece.set(part, filled)
        at += part.length
        filled += part.length
        if (filled < PIECE) continue
        post({ ask: 'hear', piece }, [piece.buffer])
        piece = new Float32Array(PIECE)
        filled = 0
      }
    },
    stop,
  }
}

const spawnWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sounds' })
