import type { Clock } from '../../lib/clock.ts'
import { makeListeners } from '../../lib/listeners.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { parseAnswer } from './answer.ts'
import type { Answer, Request, WorkerFailure, WorkerOptions } from './shared.ts'

export type ConnectionState =
  /** No worker runs; the next question starts one. */
  | { at: 'idle' }
  | { at: 'starting' }
  | { at: 'ready' }
  | { at: 'restarting'; because: Death }
  /** It cannot be just now; from `untilMs` on the next question tries again. */
  | { at: 'resting'; failure: ConnectionFailure; untilMs: number }
  | { at: 'stopped' }
export type ConnectionFailure =
  | WorkerFailure
  | { type: 'worker-died'; because: Death }
  | { type: 'aborted' | 'stopped' }
export type Death = 'crashed' | 'silent' | 'not-understood' | 'faulty'

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
type Question = WithoutId<Request>
type Answered = Result<Answer, ConnectionFailure>
type Pending = { settle(answer: Answered): void }
type Running = ReturnType<typeof run>

/** Models are read, compiled and warmed up: seconds, on a slow tablet many. */
const OPEN_MS = 90_000
const LOOK_MS = 15_000
/** So many deaths within a minute, and it rests: whatever kills it is not mended by haste. */
const MOST_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000
const REST_MS = 20_000
/** So many looks in a row that fail are the worker's fault and no longer the pictures': it may be out of memory for good. */
const MOST_FAULTS = 2

type Deps = {
  spawn: () => Worker
  clock: Clock
  options: WorkerOptions
  /** A worker that is asked nothing for so long is ended: it holds a few hundred MB. */
  releaseMs: number
}

/** Keeps one worker alive while it is asked: starts it, pairs answers with questions, starts another where it died. */
export function startConnection(deps: Deps) {
  const { clock, options, releaseMs } = deps
  const states = makeListeners<ConnectionState>()
  let state: ConnectionState = { at: 'idle' }
  let deathsAtMs: number[] = []
  let current: Running | undefined
  let cancelRelease = () => {}
  let faults = 0

  function become(next: ConnectionState) {
    state = next
    states.tell(next)
  }

  /** The worker that is there, or a new one; undefined while it rests or is stopped. */
  function worker(): Running | undefined {
    if (state.at === 'stopped') return undefined
    if (state.at === 'resting' && clock.now() < state.untilMs) return undefined
    return (current ??= start({ at: 'starting' }))
  }

  function start(as: ConnectionState): Running {
    become(as)
    faults = 0
    const running = run(deps, (because) => {
      if (current === running) died(because)
    })
    const mayTryGraphics = options.mayTryGraphics && deathsAtMs.length === 0
    void running.ask({ ask: 'open', options: { ...options, mayTryGraphics } }, OPEN_MS).then((answer) => {
      const failure = failureOf(answer)
      running.openedAs(failure ? err(failure) : ok(undefined))
      if (current !== running) return
      if (failure) rest(failure)
      else become({ at: 'ready' })
    })
    return running
  }

  function died(because: Death) {
    const now = clock.now()
    deathsAtMs = [...deathsAtMs.filter((atMs) => now - atMs < DEATHS_WITHIN_MS), now]
    if (deathsAtMs.length >= MOST_DEATHS) return rest({ type: 'worker-died', because })
    current = start({ at: 'restarting', because })
  }

  function rest(failure: ConnectionFailure) {
    current?.end(failure)
    current = undefined
    become({ at: 'resting', failure, untilMs: clock.now() + REST_MS })
  }

  function used() {
    cancelRelease()
    cancelRelease = clock.after(releaseMs, () => {
      if (!current) return
      current.end({ type: 'aborted' })
      current = undefined
      become({ at: 'idle' })
    })
  }

  /** A worker that lacks a model, or has no memory left, says so at each look and never gets better: another one may. */
  function judge(asked: Running, answer: Answered): Answered {
    const failure = failureOf(answer)
    if (asked !== current || failure?.type === 'aborted') return answer
    faults = failure?.type === 'fault' ? faults + 1 : 0
    if (faults >= MOST_FAULTS) asked.die('faulty')
    else if (failure && failure.type !== 'fault') rest(failure)
    return answer
  }

  function refusal(): ConnectionFailure {
    return state.at === 'resting' ? state.failure : { type: 'stopped' }
  }

  return {
    async look(question: Extract<Question, { ask: 'look' }>, signal?: AbortSignal): Promise<Answered> {
      used()
      const asked = worker()
      const opened = asked ? await asked.opened : err(refusal())
      if (opened.ok && asked && !signal?.aborted) return judge(asked, await asked.ask(question, LOOK_MS, signal))
      question.frame.close()
      return err(opened.ok ? { type: 'aborted' } : opened.error)
    },
    /** Resolves once the models are loaded and warm, or says why they cannot be. */
    async warm(): Promise<Result<void, ConnectionFailure>> {
      used()
      // Somebody asked for it: what was missing may be there by now, and what killed workers is not tried in haste.
      if (state.at === 'resting' && state.failure.type !== 'worker-died') become({ at: 'idle' })
      return (await worker()?.opened) ?? err(refusal())
    },
    state: () => state,
    onState: states.add,
    stop() {
      if (state.at === 'stopped') return
      cancelRelease()
      current?.end({ type: 'stopped' })
      current = undefined
      become({ at: 'stopped' })
    },
  }
}

/** One worker, from its start to its end. `onDeath` is told once, and not where it was ended on purpose. */
function run({ spawn, clock }: Deps, onDeath: (because: Death) => void) {
  const worker = spawn()
  const pending = new Map<number, Pending>()
  let nextId = 0
  let lives = true
  let openedAs: (opened: Result<void, ConnectionFailure>) => void = () => {}
  const opened = new Promise<Result<void, ConnectionFailure>>((resolve) => (openedAs = resolve))

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
    openedAs(err(failure))
  }
  function die(because: Death) {
    if (!lives) return
    end({ type: 'worker-died', because })
    onDeath(because)
  }
  return { ask, end, die, opened, openedAs: (result: Result<void, ConnectionFailure>) => openedAs(result) }
}

/** What went wrong, if anything, in an answer of either kind. */
export function failureOf(answer: Answered): ConnectionFailure | undefined {
  if (!answer.ok) return answer.error
  return answer.value.type === 'failed' ? answer.value.failure : undefined
}
