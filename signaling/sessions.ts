import { randomBytes } from 'node:crypto'
import type { Clock } from '../src/lib/clock.ts'
import type { SessionId } from '../src/protocol/ids.ts'
import { makeBoards } from './boards.ts'
import { makeIntroductions } from './introductions.ts'
import { makePacing } from './pacing.ts'

/**
 * Puts the limits before whatever is spoken, the same for WebSocket and for the event stream, for devices of rooms and
 * for applications at a board. A fault ends the session it came from, and nothing else happens.
 */
export function openSessions({ clock, stunPort, maxConnectionsPerAddress, messagesPerSecond, ...settings }: Settings) {
  const isRelayOff = settings.relayKilobytesPerSecond * settings.relayKilobytesPerAddress === 0
  const introductions = makeIntroductions({ say, stunPort, takesFrames })
  const halls = { introductions, boards: makeBoards(say) } satisfies Record<string, Hall>
  const sessions = new Map<SessionId, Session>()
  const mostTokens = messagesPerSecond * BURST_S
  const paces = {
    session: makePacing({ clock, bytesPerSecond: settings.relayKilobytesPerSecond * 1000 }),
    address: makePacing({ clock, bytesPerSecond: settings.relayKilobytesPerAddress * 1000 }),
  }

  const stopSweep = clock.every(SWEEP_MS, () => {
    paces.session.sweep()
    paces.address.sweep()
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
    session.tokens = Math.min(mostTokens, session.tokens + refill)
    session.heardMs = now
    const hall: Hall = halls[session.hall]
    const isFrame = !isRelayOff && hall.isFrame?.(json) === true
    if (!isFrame) session.tokens -= 1
    if (isFrame ? !pace(session, json.length) : session.tokens < 0) return end(session, 1008, 'slow down')
    const fault = hall.take(session.id, json)
    // A close frame holds 123 bytes; our reasons name a field and a check.
    return fault === undefined ? undefined : end(session, 1008, fault.slice(0, 80))
  }

  /** Who relays too much is read more slowly; false where it goes on regardless. */
  function pace(from: Session, letters: number): boolean {
    const cost = Math.max(letters, LEAST_FRAME_COST_BYTES)
    const ownMs = paces.session.spend(from.id, cost)
    const holdMs = Math.min(MOST_HOLD_MS, Math.max(ownMs, paces.address.spend(from.address, cost)))
    if (holdMs > 0) from.wire.hold(holdMs)
    return ownMs <= MOST_HOLD_MS
  }

  /** The box holds so much for who reads slowly and no more; two honest ends keep far below it (mesh/README.md, M22). */
  function takesFrames(to: SessionId): boolean {
    return !isRelayOff && (sessions.get(to)?.wire.waitingBytes() ?? 0) <= MOST_FRAMES_WAITING_BYTES
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
  relayKilobytesPerSecond: number
  relayKilobytesPerAddress: number
}
export type HallName = 'introductions' | 'boards'
/** What is spoken of in sessions of one kind; the kinds know nothing of each other. */
export type Hall = {
  /** `key` is for POSTs that belong to the session. */
  enter(session: SessionId, key: string): void
  /** Whether this is bytes on their way to another session: paced by their number, and no message that is counted. */
  isFrame?(json: string): boolean
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
  waitingBytes(): number
  /** Reads nothing more of it for so long. */
  hold(ms: number): void
  close(code: number, reason: string): void
}

/** 128 random bits. */
export const randomId = (): string => randomBytes(16).toString('base64url')

const MOST_FRAMES_WAITING_BYTES = 2_000_000
const MOST_WAITING_BYTES = 3_000_000
/** A small frame is as much work as this many bytes. */
const LEAST_FRAME_COST_BYTES = 4_000
/** Who is not read for so long, and has yet more to say, does not care. */
const MOST_HOLD_MS = 5_000
const BURST_S = 10
const SWEEP_MS = 15_000
/** A page in the background may ping no more than once a minute. */
const MOST_SILENCE_MS = 120_000
