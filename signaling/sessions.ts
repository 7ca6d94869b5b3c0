import { randomBytes } from 'node:crypto'
import type { Clock } from '../src/lib/clock.ts'
import type { SessionId } from '../src/protocol/ids.ts'
import { makeBoards } from './boards.ts'
import { makeIntroductions } from './introductions.ts'

/**
 * Puts the limits before whatever is spoken, the same for WebSocket and for the event stream, for devices of rooms and
 * for applications at a board. A fault ends the session it came from, and nothing else happens.
 */
export function openSessions({ clock, stunPort, maxConnectionsPerAddress, messagesPerSecond }: Settings) {
  const introductions = makeIntroductions(say, stunPort)
  const halls = { introductions, boards: makeBoards(say) } satisfies Record<string, Hall>
  const sessions = new Map<SessionId, Session>()
  const mostTokens = messagesPerSecond * BURST_S

  const stopSweep = clock.every(SWEEP_MS, () => {
    // The kernel takes a quarter of an hour to miss a client that walked out of range; clients ping, so we need not.
    for (const session of sessions.values())
      if (clock.now() - session.heardMs > MOST_SILENCE_MS) end(session, 1001, 'silent')
  })

  function enter(address: string, wire: Wire, key = '', hall: HallName = 'introductions'): Session {
    const id = randomId() as SessionId
    const session = { id, address, wire, hall, tokens: mostTokens, heardMs: clock.now() }
    sessions.set(id, session)
    halls[hall].enter(id, key)
    return session
  }

  /** Ends a session however it came to that; twice is harmless. Hands the reason on. */
  function end(session: Session, code: number, reason: string): string {
    if (!sessions.delete(session.id)) return reason
    halls[session.hall].leave(session.id)
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
    const fault = halls[session.hall].take(session.id, json)
    // A close frame holds 123 bytes; our reasons name a field and a check.
    return fault === undefined ? undefined : end(session, 1008, fault.slice(0, 80))
  }

  function say(id: SessionId, message: unknown): void {
    const to = sessions.get(id)
    if (to && to.wire.send(JSON.stringify(message)) > MOST_WAITING_BYTES) end(to, 1013, 'not reading')
  }

  /** Each hall by itself: a crowd at a board keeps no device out of its room. */
  function isFull(address: string, hall: HallName = 'introductions'): boolean {
    const here = [...sessions.values()].filter((session) => session.address === address && session.hall === hall)
    return here.length >= maxConnectionsPerAddress
  }

  function stop(): void {
    stopSweep()
    for (const session of sessions.values()) end(session, 1001, 'the box is stopping')
  }

  return { isFull, enter, receive, end, counts: introductions.counts, stop }
}

export type Sessions = ReturnType<typeof openSessions>
export type Settings = {
  clock: Pick<Clock, 'now' | 'every'>
  stunPort: number
  maxConnectionsPerAddress: number
  messagesPerSecond: number
}
export type HallName = 'introductions' | 'boards'
/** What is spoken of in sessions of one kind; the kinds know nothing of each other. */
export type Hall = {
  /** `key` is for POSTs that belong to the session. */
  enter(session: SessionId, key: string): void
  /** Takes one message, or says what is wrong with it. */
  take(session: SessionId, json: string): string | undefined
  leave(session: SessionId): void
}
/** Hands a message to a session, if it is still there. */
export type Say<Message> = (to: SessionId, message: Message) => void
export type Session = { id: SessionId; address: string; wire: Wire; hall: HallName; tokens: number; heardMs: number }
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
