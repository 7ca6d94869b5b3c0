import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { SpeechFailure } from '../models.ts'
import { fitOf, type Fit } from '../refusal.ts'
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

/** Files are read and a decoder made: a second or two, on a slow tablet more. */
const OPEN_MS = 60_000
/** A request is read in well under a second; a tablet that is busy with all else takes fifty times as long. */
const ANSWER_MS = 40_000

/**
 * Speech is recognised in two workers side by side: one hears the words, one the sounds by which they are refused; sound
 * goes there and never comes back. Where one of them is dead, both are replaced when next asked.
 */
export function startRecogniser(deps: { options: SpeechOptions; clock: Clock; spawn?: () => Worker }): Recogniser {
  const { options, clock, spawn = spawnWorker } = deps
  let running: ReturnType<typeof open> | undefined
  let grammar: Extract<Question, { ask: 'grammar' }> | undefined
  let stopped = false

  function open() {
    const words = run(spawn(), clock, end)
    const sounds = run(spawn(), clock, end)
    function end() {
      words.end()
      sounds.end()
    }
    const opened = words.ask({ ask: 'open', options, part: { hears: 'words' } }, OPEN_MS)
    const wider = opened.then((is) => is.ok && is.value.type === 'opened' && is.value.wider)
    const heard = wider.then((is) =>
      sounds.ask({ ask: 'open', options, part: { hears: 'sounds', wider: is } }, OPEN_MS),
    )
    return { words, sounds, opened, wider, heard, end, lives: () => words.lives() && sounds.lives() }
  }

  /** Both, of which the one that hears words is open and has the grammar; the other may yet be opening. */
  async function workers(): Asked<ReturnType<typeof open>> {
    if (stopped) return err({ type: 'stopped' })
    if (running?.lives()) return ok(running)
    const fresh = open()
    running = fresh
    const opened = await fresh.opened
    const used = opened.ok && grammar ? await fresh.words.ask(grammar, ANSWER_MS) : opened
    if (!used.ok) {
      fresh.end()
      return used
    }
    return ok(fresh)
  }

  return {
    async use(jsgf, spellings) {
      const found = await workers()
      if (!found.ok) return found
      const { words, wider } = found.value
      const question = { ask: 'grammar', jsgf, spellings } as const
      const answer = await words.ask(question, ANSWER_MS)
      if (!answer.ok) return answer
      if (answer.value.type !== 'used') return err({ type: 'worker-died' })
      if (answer.value.unsayable.length === 0) grammar = question
      return ok({ ...answer.value, wider: await wider })
    },
    async recognise(pcm) {
      const found = await workers()
      if (!found.ok) return found
      const { words, sounds, heard, end } = found.value
      const opened = await heard
      if (!opened.ok) {
        end()
        return opened
      }
      const again = pcm.slice()
      const [said, free] = await Promise.all([
        words.ask({ ask: 'recognise', pcm }, ANSWER_MS),
        sounds.ask({ ask: 'recognise', pcm: again }, ANSWER_MS),
      ])
      if (!said.ok) return said
      if (!free.ok) return free
      if (said.value.type !== 'recognised' || free.value.type !== 'recognised') return err({ type: 'worker-died' })
      return ok({ text: said.value.text, fit: fitOf(said.value.stretches, free.value.stretches) })
    },
    stop() {
      stopped = true
      running?.end()
    },
  }
}

/** One worker, until it dies: by an error, by an answer that is none, or by silence. */
function run(worker: Worker, clock: Clock, onEnd: () => void) {
  const pending = new Map<number, (answer: Result<Answer, RecogniserFailure>) => void>()
  let nextId = 0
  let lives = true
  const end = () => {
    if (!lives) return
    lives = false
    worker.terminate()
    for (const settle of [...pending.values()]) settle(err({ type: 'worker-died' }))
    onEnd()
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
