import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { SpeechFailure } from '../models.ts'
import type { Fit } from '../refusal.ts'
import { parseAnswer } from './answer.ts'
import type { Answer, Request, SpeechOptions, Spelling } from './shared.ts'

export type RecogniserFailure = SpeechFailure | { type: 'worker-died' } | { type: 'stopped' }
type Asked<T> = Promise<Result<T, RecogniserFailure>>
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
type Question = WithoutId<Request>

/** `sounds`: of each word, parted by spaces. `wider`: by the wider model of this language, which the box was given. */
export type Used = { unsayable: readonly string[]; sounds: readonly string[]; wider: boolean }

export type Recogniser = {
  /** Starts the worker and gives it a grammar; where words cannot be said, they are named and the one before is kept. */
  use(jsgf: string, spellings: readonly Spelling[]): Asked<Used>
  /** What was said in samples at 16 kHz, which are used up. */
  recognise(pcm: Float32Array<ArrayBuffer>): Asked<{ text: string; fit: Fit }>
  stop(): void
}

/** Files are read and two decoders made: a second or two, on a slow tablet more. */
const OPEN_MS = 60_000
/** A request is read in well under a second; a tablet that is busy with all else takes fifty times as long. */
const ANSWER_MS = 40_000

/** Speech is recognised in a worker of its own; sound goes there and never comes back. A dead worker is replaced when next asked. */
export function startRecogniser(deps: { options: SpeechOptions; clock: Clock; spawn?: () => Worker }): Recogniser {
  const { options, clock, spawn = spawnWorker } = deps
  let running: ReturnType<typeof run> | undefined
  let grammar: Extract<Question, { ask: 'grammar' }> | undefined
  let stopped = false

  /** One that is open and has the grammar. */
  async function worker(): Asked<ReturnType<typeof run>> {
    if (stopped) return err({ type: 'stopped' })
    if (running?.lives()) return ok(running)
    const fresh = run(spawn(), clock)
    running = fresh
    const opened = await fresh.ask({ ask: 'open', options }, OPEN_MS)
    const used = opened.ok && grammar ? await fresh.ask(grammar, ANSWER_MS) : opened
    if (!used.ok) {
      fresh.end()
      return used
    }
    return ok(fresh)
  }

  return {
    async use(jsgf, spellings) {
      const found = await worker()
      if (!found.ok) return found
      const question = { ask: 'grammar', jsgf, spellings } as const
      const answer = await found.value.ask(question, ANSWER_MS)
      if (!answer.ok) return answer
      if (answer.value.type !== 'used') return err({ type: 'worker-died' })
      if (answer.value.unsayable.length === 0) grammar = question
      return ok(answer.value)
    },
    async recognise(pcm) {
      const found = await worker()
      if (!found.ok) return found
      const answer = await found.value.ask({ ask: 'recognise', pcm }, ANSWER_MS)
      if (!answer.ok) return answer
      return answer.value.type === 'recognised' ? ok(answer.value) : err({ type: 'worker-died' })
    },
    stop() {
      stopped = true
      running?.end()
    },
  }
}

/** One worker, until it dies: by an error, by an answer that is none, or by silence. */
function run(worker: Worker, clock: Clock) {
  const pending = new Map<number, (answer: Result<Answer, RecogniserFailure>) => void>()
  let nextId = 0
  let lives = true
  const end = () => {
    lives = false
    worker.terminate()
    for (const settle of [...pending.values()]) settle(err({ type: 'worker-died' }))
  }
  worker.addEventListener('error', end)
  worker.addEventListener('messageerror', end)
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const answer = parseAnswer(data)
    if (!answer) return end()
    pending.get(answer.id)?.(answer.type === 'failed' ? err(answer.failure) : ok(answer))
  })
  return {
    end,
    lives: () => lives,
    ask(question: Question, deadlineMs: number): Asked<Answer> {
      if (!lives) return Promise.resolve(err({ type: 'worker-died' }))
      const id = nextId++
      return new Promise((resolve) => {
        const stopTimer = clock.after(deadlineMs, end)
        pending.set(id, (answer) => {
          pending.delete(id)
          stopTimer()
          resolve(answer)
        })
        worker.postMessage({ id, ...question }, { transfer: question.ask === 'recognise' ? [question.pcm.buffer] : [] })
      })
    },
  }
}

const spawnWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'speech' })
