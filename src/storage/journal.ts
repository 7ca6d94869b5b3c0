import type { Bytes } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { StoreFault } from './fault.ts'

/** An update to add to a document's epoch, or the baseline of an epoch that replaces the present one. */
export type Entry = { type: 'update' | 'baseline'; doc: string; epoch: string; bytes: Bytes }

/** What waits to be written. All that is asked for in one turn, or while the disk is busy, is one batch. */
export type Journal = {
  /** Settles when the entry was written or the first attempt failed; it stays queued for the next attempt. */
  add(entry: Entry): Promise<Result<void, StoreFault>>
  flush(): Promise<Result<void, StoreFault>>
  /** Lets go of what waits, and of whatever comes. */
  discard(): void
}

type Waiting = { entry: Entry; told(result: Result<void, StoreFault>): void }

export function openJournal(write: (batch: readonly Entry[]) => Promise<Result<void, StoreFault>>): Journal {
  let waiting: Waiting[] = []
  let writing: Promise<Result<void, StoreFault>> | undefined
  /** After a fault, how much must wait for another attempt: a full disk is not asked again for every keystroke. */
  let retryAt = 0
  let isDiscarded = false

  return {
    add: (entry) =>
      new Promise((told) => {
        if (isDiscarded) return told(err('storage-broken'))
        waiting.push({ entry, told })
        if (waiting.length >= retryAt) void start() // each entry is told the outcome
      }),
    flush: () => (waiting.length > 0 ? start() : (writing ?? Promise.resolve(ok(undefined)))),
    discard() {
      isDiscarded = true
      waiting = []
    },
  }

  function start(): Promise<Result<void, StoreFault>> {
    return (writing ??= drain())
  }

  async function drain(): Promise<Result<void, StoreFault>> {
    await Promise.resolve() // the rest of this turn still belongs to the same batch
    let result: Result<void, StoreFault> = ok(undefined)
    try {
      while (waiting.length > 0 && result.ok) {
        const batch = waiting
        waiting = []
        result = await write(batch.map(({ entry }) => entry))
        if (!result.ok && !isDiscarded) waiting = [...batch, ...waiting]
        retryAt = result.ok ? 0 : 2 * waiting.length
        for (const { told } of batch) told(result)
      }
      return result
    } finally {
      writing = undefined
    }
  }
}
