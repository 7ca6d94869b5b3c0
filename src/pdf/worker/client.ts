import type { Clock } from '../../lib/clock.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { parseAnswer } from './answer.ts'
import type { Answer, Page, PageFault, PageOptions, Request, Wanted } from './shared.ts'

/** A page that takes longer is a map or a trap; the wall goes on without it. */
const DRAW_MS = 15_000
/** Unasked for so long, the worker goes and gives the file's memory back. */
const IDLE_MS = 120_000

export type Pages = {
  /** One page as a picture that every screen can show. */
  draw(wanted: Wanted): Promise<Result<Page, PageFault>>
  stop(): void
}

/**
 * Pages of PDF files are drawn in a worker of their own, one at a time: whatever a file does there, the wall goes on.
 * One that is silent or dies is ended, and the next page starts another.
 */
export function startPages(deps: { options: PageOptions; clock: Clock; spawn?: () => Worker }): Pages {
  const { options, clock, spawn = spawnWorker } = deps
  let worker: Worker | undefined
  /** Which file the worker has open: it need not be read again for its next page. */
  let held: string | undefined
  let last: Promise<unknown> = Promise.resolve()
  let nextId = 0
  let stopped = false
  let cancelIdle = () => {}

  function end() {
    cancelIdle()
    worker?.terminate()
    worker = held = undefined
  }

  async function ask({ read, ...which }: Wanted): Promise<Result<Page, PageFault>> {
    const file = held === which.key ? undefined : await read()
    if (!file && held !== which.key) return err('file-gone')
    if (stopped) return err('pdf-no-reader')
    cancelIdle()
    const asked = (worker ??= spawn())
    const id = nextId++
    return new Promise((resolve) => {
      const settle = (answer: Result<Page, PageFault>, lives: boolean) => {
        cancel()
        asked.removeEventListener('message', hear)
        asked.removeEventListener('error', die)
        if (!lives) end()
        else {
          held = answer.ok ? which.key : undefined
          cancelIdle = clock.after(IDLE_MS, end)
        }
        resolve(answer)
      }
      const die = () => settle(err('pdf-too-heavy'), false)
      const hear = ({ data }: MessageEvent<unknown>) => {
        const answer = parseAnswer(data)
        if (answer?.id === id) settle(pageOf(answer), true)
      }
      const cancel = clock.after(DRAW_MS, die)
      asked.addEventListener('message', hear)
      asked.addEventListener('error', die)
      asked.postMessage({ id, options, file, ...which } satisfies Request)
    })
  }

  return {
    draw(wanted) {
      const drawn = last.then(() => ask(wanted))
      last = drawn.catch(() => undefined) // one that fails does not hold up the next
      return drawn
    },
    stop() {
      stopped = true
      end()
    },
  }
}

function pageOf(answer: Answer): Result<Page, PageFault> {
  if (answer.type === 'failed') return err(answer.fault)
  const { picture, number, of } = answer
  return ok({ picture, number, of })
}

const spawnWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'pdf' })
