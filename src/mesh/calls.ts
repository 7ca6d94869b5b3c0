import { toBase64url } from '../lib/bytes.ts'
import type { Clock, Random } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { Peer } from '../trust/judge.ts'
import { makeAnswered } from './answered.ts'
import type { Link } from './link.ts'

const CALL_TIMEOUT_MS = 5_000
export type CallHandler = (who: Peer, name: string, args: unknown, link: Link) => Promise<Result<unknown>>

/** Calls over links: named, authorized at the callee, answered once however often they are sent (M16). */
export type Calls = {
  attach(link: Link): void
  /** `key` given: the same call as an earlier one with that key. */
  call(link: Link, name: string, args: unknown, key?: string, timeoutMs?: number): Promise<Result<unknown>>
  newKey(): string
}

export function makeCalls(deps: { clock: Clock; random: Random; handle: CallHandler }): Calls {
  const pending = new Map<string, (answer: Result<unknown>) => void>()
  const answered = makeAnswered<Promise<Result<unknown>>>()
  const boots = new WeakMap<Link, number>()
  let nextId = 0
  let nextLink = 0

  return {
    attach(link) {
      if (boots.has(link)) return
      boots.set(link, nextLink++)
      link.onMessage((message) => {
        if (message.type === 'call') void answer(link, message)
        else if (message.type === 'answer') pending.get(pendingKey(link, message.id))?.(ok(message.value))
        else if (message.type === 'refusal') pending.get(pendingKey(link, message.id))?.(err(message.reason))
      })
    },
    call(link, name, args, key = newKey(), timeoutMs = CALL_TIMEOUT_MS) {
      const id = nextId++
      const at = pendingKey(link, id)
      return new Promise((resolve) => {
        const settle = (outcome: Result<unknown>) => {
          stopTimer()
          stopClose()
          pending.delete(at)
          resolve(outcome)
        }
        const stopTimer = deps.clock.after(timeoutMs, () => settle(err('timeout')))
        const stopClose = link.onClose(() => settle(err('link-closed')))
        if (link.isClosed()) return settle(err('link-closed'))
        pending.set(at, settle)
        link.send({ type: 'call', id, name, key, args })
      })
    },
    newKey,
  }

  function newKey() {
    return toBase64url(deps.random(16))
  }

  function pendingKey(link: Link, id: number) {
    return `${boots.get(link) ?? -1}:${id}`
  }

  async function answer(link: Link, message: { id: number; name: string; key: string; args?: unknown }) {
    const settled = await answered.once(link.peer.device, message.key, () =>
      deps.handle(link.peer, message.name, message.args, link),
    )
    if (settled.ok) link.send({ type: 'answer', id: message.id, ok: true, value: settled.value ?? null })
    else link.send({ type: 'refusal', id: message.id, reason: settled.error })
  }
}
