import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { parseAnswer } from './answer.ts'
import type { Answer, Request, WorkerFailure, WorkerOptions } from './shared.ts'

export type ConnectionState =
  | { at: 'starting' }
  | { at: 'ready' }
  | { at: 'restarting'; because: Death }
  /** For good: trying again would not help. */
  | { at: 'failed'; failure: ConnectionFailure }
  | { at: 'stopped' }
export type ConnectionFailure =
  | WorkerFailure
  | { type: 'worker-died'; because: Death }
  | { type: 'aborted' | 'stopped' }
export type Death = 'crashed' | 'silent' | 'not-understood'

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
type Question = WithoutId<Request>
type Answered = Result<Answer, ConnectionFailure>
type Pending = { settle(answer: Answered): void }

/** Slow tablets take some seconds to compile the runtime and to read 22 MB. */
const OPEN_MS = 90_000
const LOOK_MS = 15_000
/** So many deaths within a minute, and the device is taken to be unable. */
const MOST_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000

/** Keeps one worker alive: opens it, pairs answers with questions, starts another where it died, and says so. */
export function startConnection(deps: { spawn: () => Worker; clock: Clock; options: WorkerOptions }) {
  const { spawn, clock, options } = deps
  const states = makeListeners<ConnectionState>()
  let state: ConnectionState = { at: 'starting' }
  let deathsAtMs: number[] = []
  let nextId = 0
  let current = start()

  function start() {
    const worker = spawn()
    const pending = new Map<number, Pending>()
    let lives = true
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = parseAnswer(data)
      if (!answer) return die('not-understood')
      pending.get(answer.id)?.settle(ok(answer))
    })
    worker.addEventListener('error', () => die('crashed'))
    worker.addEventListener('messageerror', () => die('not-understood'))

    function ask(question: Question, deadlineMs: number, signal?: AbortSignal): Promise<Answered> {
      const id = nextId++
      return new Promise((resolve) => {
        const stopTimer = clock.after(deadlineMs, () => die('silent'))
        const abort = () => settle(err({ type: 'aborted' }))
        const settle = (answer: Answered) => {
          if (!pending.delete(id)) return
          stopTimer()
          signal?.removeEventListener('abort', abort)
          resolve(answer)
        }
        pending.set(id, { settle })
        signal?.addEventListener('abort', abort)
        const transfer = question.ask === 'look' ? [question.frame] : []
        worker.postMessage({ id, ...question }, { transfer })
      })
    }
    function end(failure: ConnectionFailure) {
      lives = false
      worker.terminate()
      for (const { settle } of [...pending.values()]) settle(err(failure))
    }
    function die(because: Death) {
      if (!lives) return
      end({ type: 'worker-died', because })
      restart(because)
    }
    const opened = ask({ ask: 'open', options }, OPEN_MS).then((answer): Result<void, ConnectionFailure> => {
      const failure = failureOf(answer)
      if (!lives) return err(failure ?? { type: 'stopped' })
      if (failure) end(failure)
      become(failure ? { at: 'failed', failure } : { at: 'ready' })
      return failure ? err(failure) : ok(undefined)
    })
    return { ask, end, opened }
  }

  function restart(because: Death) {
    const now = clock.now()
    deathsAtMs = [...deathsAtMs.filter((atMs) => now - atMs < DEATHS_WITHIN_MS), now]
    if (deathsAtMs.length >= MOST_DEATHS) return become({ at: 'failed', failure: { type: 'worker-died', because } })
    become({ at: 'restarting', because })
    current = start()
  }

  function become(next: ConnectionState) {
    state = next
    states.tell(next)
  }

  async function look(question: Extract<Question, { ask: 'look' }>, signal?: AbortSignal): Promise<Answered> {
    const worker = current
    const opened = await worker.opened
    const refused = opened.ok ? (signal?.aborted ? ({ type: 'aborted' } as const) : undefined) : opened.error
    if (!refused) return worker.ask(question, LOOK_MS, signal)
    question.frame.close()
    return err(refused)
  }

  return {
    look,
    /** Resolves once the first worker is ready, or says why it cannot be. */
    opened: current.opened,
    state: () => state,
    onState: states.add,
    stop() {
      if (state.at === 'stopped') return
      current.end({ type: 'stopped' })
      become({ at: 'stopped' })
    },
  }
}

/** What went wrong, if anything, in an answer of either kind. */
export function failureOf(answer: Answered): ConnectionFailure | undefined {
  if (!answer.ok) return answer.error
  return answer.value.type === 'failed' ? answer.value.failure : undefined
}
