import * as v from 'valibot'
import type { Clock } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { parse } from '../protocol/shape.ts'

/** What goes to and fro while a service runs that is called in a stream. */
export type Stream = {
  /** What the caller sends, one after the other, as `takes` lets it through, until the caller says that this was all. */
  incoming: AsyncIterable<unknown>
  /** Hands the caller one more item. Waits while the caller has still to take those before it: so nothing piles up. */
  send(item: unknown): Promise<void>
}

/** What is handed out at once, and how it ended if it has and this is the rest of it. */
export type Batch = { items: unknown[]; end?: Result<unknown> }

/**
 * The end of a stream at the service. The caller asks for what comes next and is handed it as far as it goes, and offers what
 * it sends until it is taken: so the slower of the two sets the pace, and a question asked twice, because a link broke in
 * between, is answered alike. Items are counted from 0 in each direction.
 */
export type Pipe = {
  stream: Stream
  /** The caller has the items before `n`. Waits a moment where there is nothing yet. `malformed`: they never were. */
  pull(n: number): Promise<Result<Batch>>
  /** Answers how many it has taken, which may be fewer than it was offered. */
  push(n: number, items: readonly unknown[], isLast: boolean): Promise<Result<number>>
  /** It is over, and how: what was sent before can still be pulled. */
  end(outcome: Result<unknown>): void
}

/** In each direction so many wait, and then whoever sends does. */
const MOST_WAITING = 16
/** A batch travels in one frame of a link, as JSON. */
const BATCH_LETTERS = 16_000
/** A question that nothing answers yet is answered after so long: the caller asks again, and is known to be there. */
const PATIENCE_MS = 2_000

export function makePipe(deps: {
  clock: Clock
  /** What each item must be that the caller sends. Without it none is taken. */
  takes: v.GenericSchema | undefined
  /** The caller did something. */
  onStep: () => void
  /** The caller sent what it may not. */
  onMalformed: () => void
}): Pipe {
  let out: string[] = []
  let outFrom = 0
  const taken: unknown[] = []
  let inNext = 0
  let isAllIn = false
  let over: Result<unknown> | undefined
  let waiting: (() => void)[] = []

  return {
    stream: { incoming: { [Symbol.asyncIterator]: () => ({ next }) }, send },
    async pull(n) {
      deps.onStep()
      if (n < outFrom || n > outFrom + out.length) return err('malformed')
      out = out.slice(n - outFrom)
      outFrom = n
      tell()
      if (out.length === 0 && !over) await changed(PATIENCE_MS)
      return ok(batch())
    },
    async push(n, items, isLast) {
      deps.onStep()
      if (n > inNext) return err('malformed')
      const fresh = items.slice(inNext - n)
      if (fresh.length > 0 && taken.length >= MOST_WAITING && !over) await changed(PATIENCE_MS)
      for (const item of fresh.slice(0, MOST_WAITING - taken.length)) {
        const read = deps.takes ? parse(deps.takes, item) : err('malformed')
        if (!read.ok) {
          deps.onMalformed()
          return err('malformed')
        }
        taken.push(read.value)
        inNext += 1
      }
      isAllIn ||= isLast && inNext === n + items.length
      tell()
      return ok(inNext)
    },
    end(outcome) {
      over ??= outcome
      tell()
    },
  }

  async function send(item: unknown): Promise<void> {
    const text = JSON.stringify(item)
    if (text === undefined || text.length > BATCH_LETTERS) throw new Error('An item of a stream is small JSON')
    while (out.length >= MOST_WAITING && !over) await changed()
    if (over) return
    out.push(text)
    tell()
  }

  async function next(): Promise<IteratorResult<unknown>> {
    while (taken.length === 0 && !isAllIn && !over) await changed()
    if (taken.length === 0 || over) return { done: true, value: undefined }
    const value = taken.shift()
    tell()
    return { done: false, value }
  }

  /** As many as fit into a frame; at least one. */
  function batch(): Batch {
    let letters = 0
    const items: unknown[] = []
    for (const text of out) {
      letters += text.length
      if (letters > BATCH_LETTERS && items.length > 0) break
      items.push(JSON.parse(text))
    }
    return { items, ...(over && items.length === out.length && { end: over }) }
  }

  function tell() {
    for (const wake of waiting.splice(0)) wake()
  }

  function changed(mostMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const stopTimer = mostMs === undefined ? () => {} : deps.clock.after(mostMs, () => resolve())
      waiting.push(() => {
        stopTimer()
        resolve()
      })
    })
  }
}
