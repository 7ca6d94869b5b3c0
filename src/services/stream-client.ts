import * as v from 'valibot'
import type { Clock } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { counter, deviceId, parse, text } from '../protocol/shape.ts'

type Wanted = {
  clock: Pick<Clock, 'after'>
  /** 22 letters base64url, of this stream alone. */
  id: string
  kind: string
  args: unknown
  on?: string | undefined
  /** Each thing that comes, in order. The next ones are asked for when this is done: who is slow is not flooded. */
  take?: (item: unknown) => void | Promise<void>
  /** What is sent: the next is asked of it when the service has taken the one before. */
  give?: AsyncIterable<unknown>
  /** Takes it back. */
  signal?: AbortSignal
}

/** Said of one step and not of the stream: it is asked again a little later. */
const FOR_NOW: ReadonlySet<string> = new Set(['too-many', 'service-late'])
const AGAIN_MS = 500
const TRIES = 10

const opened = v.object({ on: deviceId })
/** As a screen hands it on. */
export const batch = v.object({
  items: v.array(v.unknown()),
  end: v.optional(
    v.variant('ok', [
      v.object({ ok: v.literal(true), value: v.unknown() }),
      v.object({ ok: v.literal(false), error: text(60) }),
    ]),
  ),
})
const takenUp = v.object({ taken: counter })

/**
 * Calls a service in a stream, and resolves as it ends: what it answered, or a reason as of any call. `askOnce` asks the room,
 * as a phone's `call('service.stream', …)` does; the same step may be asked again.
 */
export async function callInStream(
  askOnce: (args: object) => Promise<Result<unknown>>,
  { clock, id, kind, args, on: wanted, take, give, signal }: Wanted,
): Promise<Result<unknown>> {
  if (signal?.aborted) return err('cancelled')
  const begun = read(opened, await step({ id, step: 'open', kind, args, ...(wanted && { on: wanted }) }))
  if (!begun.ok) return begun
  const { on } = begun.value
  let isOver = false
  const cancel = () => void step({ id, on, step: 'cancel' }) // how it ended is said by the next pull
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  if (give) void send(give)
  const end = await pullAll()
  isOver = true
  signal?.removeEventListener('abort', cancel)
  return end

  async function step(one: object): Promise<Result<unknown>> {
    for (let tried = 1; ; tried++) {
      const answer = await askOnce(one)
      if (answer.ok || !FOR_NOW.has(answer.error) || tried === TRIES) return answer
      await new Promise<void>((resolve) => void clock.after(AGAIN_MS, resolve))
    }
  }

  async function pullAll(): Promise<Result<unknown>> {
    for (let n = 0; ;) {
      const next = read(batch, await step({ id, on, step: 'pull', n }))
      if (!next.ok) return next
      for (const item of next.value.items) {
        await take?.(item)
        n += 1
      }
      const { end: said } = next.value
      if (said) return said.ok ? ok(said.value) : err(said.error)
    }
  }

  /** What goes wrong here goes wrong for the pulls, too, and they say so. */
  async function send(items: AsyncIterable<unknown>): Promise<void> {
    let n = 0
    for await (const item of items) {
      while (!isOver && (await push(n, [item], false)) === n);
      if (isOver) return
      n += 1
    }
    await push(n, [], true)
  }

  async function push(n: number, items: unknown[], isLast: boolean): Promise<number | undefined> {
    const done = read(takenUp, await step({ id, on, step: 'push', n, items, isLast }))
    return done.ok ? done.value.taken : undefined
  }
}

function read<S extends v.GenericSchema>(schema: S, answer: Result<unknown>): Result<v.InferOutput<S>> {
  if (!answer.ok) return answer
  const said = parse(schema, answer.value)
  return said.ok ? ok(said.value) : err('service-failed')
}
