import { randomBytes, randomInt } from 'node:crypto'
import type { Clock } from '../src/lib/clock.ts'
import type { SessionId } from '../src/protocol/ids.ts'
import { type BoxMessage, parseClientMessage, SIGNAL_VERSION } from '../src/protocol/signal.ts'
import { makeRendezvous } from './rendezvous.ts'

/**
 * Puts the limits and the parser before the rendezvous, the same for WebSocket and for the event stream. A fault ends
 * the session it came from, and nothing else happens.
 */
export function openSessions({ clock, stunPort, maxConnectionsPerAddress, messagesPerSecond }: Settings) {
  const rendezvous = makeRendezvous((count) => randomInt(count))
  const sessions = new Map<SessionId, Session>()
  const mostTokens = messagesPerSecond * BURST_S

  const stopSweep = clock.every(SWEEP_MS, () => {
    // The kernel takes a quarter of an hour to miss a client that walked out of range; clients ping, so we need not.
    for (const session of sessions.values())
      if (clock.now() - session.heardMs > MOST_SILENCE_MS) end(session, 1001, 'silent')
  })

  function enter(address: string, wire: Wire, key = ''): Session {
    const id = randomId() as SessionId
    const session = { id, address, wire, tokens: mostTokens, heardMs: clock.now() }
    sessions.set(id, session)
    rendezvous.enter(id)
    say(session, { type: 'welcome', session: id, key, stunPort, version: SIGNAL_VERSION })
    return session
  }

  /** Ends a session however it came to that; twice is harmless. Hands the reason on. */
  function end(session: Session, code: number, reason: string): string {
    if (!sessions.delete(session.id)) return reason
    rendezvous.leave(session.id)
    session.wire.close(code, reason)
    return reason
  }

  /** Takes one message, or says why the session is over. */
  function receive(session: Session, json: string): string | undefined {
    if (!sessions.has(session.id)) return 'closed'
    const now = clock.now()
    // A clock set back takes nothing away.
    const refill = (Math.max(0, now - session.heardMs) / 1000) * messagesPerSecond
    session.tokens = Math.min(mostTokens, session.tokens + refill) - 1
    session.heardMs = now
    if (session.tokens < 0) return end(session, 1008, 'slow down')
    const message = parseClientMessage(json)
    // A close frame holds 123 bytes; our reasons name a field and a check.
    if (!message.ok) return end(session, 1008, message.error.slice(0, 80))
    const delivery = rendezvous.take(session.id, message.value)
    const to = delivery && sessions.get(delivery.to)
    if (to) say(to, delivery.message)
    return undefined
  }

  function say(to: Session, message: BoxMessage): void {
    if (to.wire.send(JSON.stringify(message)) > MOST_WAITING_BYTES) end(to, 1013, 'not reading')
  }

  function isFull(address: string): boolean {
    const here = [...sessions.values()].filter((session) => session.address === address)
    return here.length >= maxConnectionsPerAddress
  }

  function stop(): void {
    stopSweep()
    for (const session of sessions.values()) end(session, 1001, 'the box is stopping')
  }

  return { isFull, enter, receive, end, counts: rendezvous.counts, stop }
}

export type Sessions = ReturnType<typeof openSessions>
export type Settings = {
  clock: Pick<Clock, 'now' | 'every'>
  stunPort: number
  maxConnectionsPerAddress: number
  messagesPerSecond: number
}
export type Session = { id: SessionId; address: string; wire: Wire; tokens: number; heardMs: number }
/** How a session is spoken to, whichever way it came. */
export type Wire = {
  /** Hands back how many bytes wait to be read. */
  send(json: string): number
  close(code: number, reason: string): void
}

/** 128 random bits. */
export const randomId = (): string => randomBytes(16).toString('base64url')

const MOST_WAITING_BYTES = 1_000_000
const BURST_S = 10
const SWEEP_MS = 15_000
/** A page in the background may ping no more than once a minute. */
const MOST_SILENCE_MS = 120_000
