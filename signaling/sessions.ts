import { randomBytes, randomInt } from 'node:crypto'
import { toBase64url } from '../src/lib/bytes.ts'
import type { SessionId } from '../src/protocol/ids.ts'
import { type BoxMessage, MAX_BODY_LETTERS, parseClientMessage } from '../src/protocol/signal.ts'
import type { Clock } from './clock.ts'
import { fullBucket, type Limit, makeTally, spend } from './limits.ts'
import { makeRendezvous } from './rendezvous.ts'

/** Puts the limits and the parser before the rendezvous: the same for WebSocket and for the event stream. */
export function openSessions({ clock, perAddress, total, messages, stunPort }: SessionSettings) {
  const rendezvous = makeRendezvous((count) => randomInt(count))
  const tally = makeTally({ perAddress, total })
  const open = new Map<SessionId, Wire>()

  function deliver(to: SessionId, message: BoxMessage): void {
    const wire = open.get(to)
    wire?.send(JSON.stringify(message))
    if (wire && wire.backlogBytes() > MOST_BACKLOG_BYTES) close(to, 1013, 'not reading')
  }

  function close(id: SessionId, code: number, reason: string): void {
    const wire = open.get(id)
    leave(id)
    wire?.close(code, reason)
  }

  function leave(id: SessionId): void {
    open.delete(id)
    rendezvous.leave(id)
  }

  function enter(id: SessionId, wire: Wire, key: string): Session {
    const bucket = fullBucket(messages, clock.nowMs())
    open.set(id, wire)
    rendezvous.enter(id)
    deliver(id, { type: 'welcome', session: id, key, stunPort, version: PROTOCOL_VERSION })

    function refuse(why: Refusal['why'], reason: string): Refusal {
      close(id, 1008, reason)
      return { why, reason }
    }
    return {
      receive(json) {
        if (!open.has(id)) return refuse('closed', 'closed')
        if (!spend(bucket, messages, clock.nowMs())) return refuse('too fast', 'slow down')
        const message = parseClientMessage(json)
        // A close frame holds 123 bytes; our reasons name a field and a check.
        if (!message.ok) return refuse('malformed', message.error.slice(0, 80))
        const delivery = rendezvous.take(id, message.value)
        if (delivery) deliver(delivery.to, delivery.message)
        return undefined
      },
      refuse: (reason) => void refuse('malformed', reason),
    }
  }

  return {
    counts: rendezvous.counts,
    /** A place for one session, or nothing where this address, or the box, has enough. It is kept until left. */
    seat(address: string): Seat | undefined {
      if (!tally.enter(address)) return undefined
      const id = randomId() as SessionId
      let left = false
      return {
        open: (wire, key = '') => enter(id, wire, key),
        leave() {
          if (left) return
          left = true
          leave(id)
          tally.leave(address)
        },
      }
    },
    stop: () => [...open.keys()].forEach((id) => close(id, 1001, 'the box is stopping')),
  }
}

export type Sessions = ReturnType<typeof openSessions>
export type SessionSettings = { clock: Clock; perAddress: number; total: number; messages: Limit; stunPort: number }
/** How a session is spoken to, whichever way it came. */
export type Wire = { send(json: string): void; backlogBytes(): number; close(code: number, reason: string): void }
export type Refusal = { why: 'malformed' | 'too fast' | 'closed'; reason: string }
export type Session = { receive(json: string): Refusal | undefined; refuse(reason: string): void }
export type Seat = { open(wire: Wire, key?: string): Session; leave(): void }

/** The body of an introduction and its envelope. */
export const MAX_MESSAGE_BYTES = MAX_BODY_LETTERS + 1000

/** 128 random bits. */
export const randomId = (): string => toBase64url(randomBytes(16))

const PROTOCOL_VERSION = 1
const MOST_BACKLOG_BYTES = 1_000_000
