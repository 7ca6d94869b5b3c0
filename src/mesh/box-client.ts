import type { Clock, Random } from '../lib/clock.ts'
import { makeListeners } from '../lib/listeners.ts'
import { EVENTS_PATH, parseBoxMessage, SIGNAL_PATH, type BoxMessage, type ClientMessage } from '../protocol/signal.ts'
import type { SessionId, TopicId } from '../protocol/ids.ts'

const RETRY_LEAST_MS = 400
/** A cable that was out must not cost more than this after it is back (DESIGN 10: whole again within 5 s). */
const RETRY_MOST_MS = 2_000
/** A connection begun while the network was down hangs in the kernel for much longer than a new one takes. */
const WELCOME_MS = 3_000
const FIND_TIMEOUT_MS = 3_000
/** A dead network leaves a socket open for minutes; a box that leaves three pings unanswered is away. */
const PING_MS = 2_000
const MOST_UNANSWERED = 3
/** The first version of the box that passes on relayed frames. */
const RELAY_SINCE = 2

/** The box, as far as a page knows it: it comes and goes, and what matters is said again each time it comes (M18). */
export type BoxClient = {
  state(): 'away' | 'here'
  onState(listener: (state: 'away' | 'here') => void): () => void
  /** STUN on the box: the only ICE server that is ever named. */
  stunUrls(): string[]
  /** I can be found under these topics, now and after every reconnection. */
  listen(topics: readonly TopicId[]): void
  /** Sessions listening under a topic; empty where the box is away. */
  find(topic: TopicId): Promise<SessionId[]>
  send(to: SessionId, body: string): void
  onBody(listener: (from: SessionId, body: string) => void): () => void
  /** What this box calls me while it is here and passes on relayed frames; each reconnection is another session. */
  relaySession(): SessionId | undefined
  relay(to: SessionId, body: string): void
  onRelayed(listener: (from: SessionId, body: string) => void): () => void
  /** The box hands that session nothing (more) of ours. */
  onGone(listener: (session: SessionId) => void): () => void
  /** Tries at once instead of at the next turn, after sleep or a person's tap. */
  hurry(): void
  stop(): void
}

/** One way of talking with the box; calls `onClose` exactly once. */
export type Wire = { send(message: ClientMessage): void; close(): void }
type WireEvents = { onMessage(message: BoxMessage): void; onClose(): void }
export type OpenWire = (events: WireEvents) => Wire

export function startBoxClient(deps: {
  host: string
  wires: readonly OpenWire[]
  clock: Clock
  random: Random
}): BoxClient {
  const states = makeListeners<'away' | 'here'>()
  const bodies = makeListeners<{ from: SessionId; body: string }>()
  const relayed = makeListeners<{ from: SessionId; body: string }>()
  const gone = makeListeners<SessionId>()
  const asks = new Map<number, (sessions: SessionId[]) => void>()
  let topics: readonly TopicId[] = []
  let wire: Wire | undefined
  let welcomed = false
  let stunPort = 0
  let relaySession: SessionId | undefined
  let ask = 0
  let tries = 0
  let unanswered = 0
  let stopped = false
  let stopRetry = () => {}
  const stopPing = deps.clock.every(PING_MS, () => {
    if (!welcomed) return
    if (unanswered >= MOST_UNANSWERED) return void wire?.close()
    unanswered += 1
    wire?.send({ type: 'ping' })
  })
  connect()

  return {
    state: () => (welcomed ? 'here' : 'away'),
    onState: states.add,
    stunUrls: () => (stunPort ? [`stun:${deps.host}:${stunPort}`] : []),
    listen(next) {
      topics = next
      if (welcomed) wire?.send({ type: 'listen', topics: [...topics] })
    },
    find(topic) {
      if (!welcomed || !wire) return Promise.resolve([])
      const mine = ++ask
      wire.send({ type: 'find', topic, ask: mine })
      return new Promise((resolve) => {
        const stop = deps.clock.after(FIND_TIMEOUT_MS, () => settle([]))
        const settle = (sessions: SessionId[]) => {
          stop()
          asks.delete(mine)
          resolve(sessions)
        }
        asks.set(mine, settle)
      })
    },
    send(to, body) {
      if (welcomed) wire?.send({ type: 'send', to, body })
    },
    onBody: (listener) => bodies.add(({ from, body }) => listener(from, body)),
    relaySession: () => (welcomed ? relaySession : undefined),
    relay(to, body) {
      if (welcomed) wire?.send({ type: 'relay', to, body })
    },
    onRelayed: (listener) => relayed.add(({ from, body }) => listener(from, body)),
    onGone: gone.add,
    hurry() {
      if (stopped) return
      if (welcomed) {
        // Sleep may have killed the socket unnoticed: it has until the next ping's turn to say something.
        unanswered = MOST_UNANSWERED
        return wire?.send({ type: 'ping' })
      }
      wire?.close()
      stopRetry()
      tries = 0
      connect()
    },
    stop() {
      stopped = true
      stopPing()
      stopRetry()
      wire?.close()
    },
  }

  function connect() {
    unanswered = 0
    const stopWaiting = deps.clock.after(WELCOME_MS, () => wire === mine && !welcomed && mine.close())
    // WebSocket first; every other try goes over https, which works where a clicked-through certificate stops wss (iOS).
    const open = deps.wires[tries % deps.wires.length] as OpenWire
    const mine: Wire = open({
      onMessage: (message) => wire === mine && take(message),
      onClose() {
        stopWaiting()
        if (wire !== mine) return
        wire = undefined
        const isLost = welcomed
        welcomed = false
        if (isLost) states.tell('away')
        if (stopped) return
        const jitter = 0.5 + (deps.random(1)[0] ?? 0) / 256
        const waitMs = isLost || tries === 0 ? 50 : Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** tries) * jitter
        // A line that worked and was lost is no failed try: the next one is over WebSocket again.
        if (!isLost) tries += 1
        stopRetry = deps.clock.after(waitMs, connect)
      },
    })
    wire = mine
  }

  function take(message: BoxMessage) {
    unanswered = 0
    switch (message.type) {
      case 'welcome':
        welcomed = true
        tries = 0
        stunPort = message.stunPort
        relaySession = message.version >= RELAY_SINCE ? message.session : undefined
        if (topics.length > 0) wire?.send({ type: 'listen', topics: [...topics] })
        return states.tell('here')
      case 'found':
        return asks.get(message.ask)?.(message.sessions)
      case 'from':
        return bodies.tell({ from: message.from, body: message.body })
      case 'relayed':
        return relayed.tell({ from: message.from, body: message.body })
      case 'gone':
        return gone.tell(message.session)
      case 'pong':
        return
    }
  }
}

type Socket = typeof WebSocket

/** The box over a WebSocket of the page's own origin. */
export const socketWire =
  (origin: string, socketOf = (): Socket | undefined => globalThis.WebSocket): OpenWire =>
  (events) => {
    const Socket = socketOf()
    if (!Socket) {
      queueMicrotask(events.onClose)
      return { send: () => undefined, close: () => undefined }
    }
    const socket = new Socket(new URL(SIGNAL_PATH, origin.replace(/^http/, 'ws')))
    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      socket.close()
      events.onClose()
    }
    socket.onmessage = ({ data }) => {
      const message = typeof data === 'string' ? parseBoxMessage(data) : undefined
      if (message?.ok) events.onMessage(message.value)
    }
    socket.onclose = close
    socket.onerror = close
    return {
      send(message) {
        if (socket.readyState === Socket.OPEN) socket.send(JSON.stringify(message))
      },
      close,
    }
  }

/** The same from a window that asks anew where the box is: it may have moved, and this page not know it (M18). */
export const freshSocketWire =
  (origin: string, openWindow: () => Promise<{ WebSocket: Socket; close(): void }>): OpenWire =>
  (events) => {
    let wire: Wire | undefined
    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      if (wire) wire.close()
      else events.onClose()
    }
    void openWindow().then((fresh) => {
      if (closed) return fresh.close()
      wire = socketWire(
        origin,
        () => fresh.WebSocket,
      )({
        ...events,
        onClose() {
          closed = true
          fresh.close()
          events.onClose()
        },
      })
    }, close)
    return { send: (message) => wire?.send(message), close }
  }

/** The box over https: an event stream down, one POST a message up. */
export const eventsWire =
  (origin: string): OpenWire =>
  (events) => {
    const stream = new EventSource(new URL(EVENTS_PATH, origin))
    let key = ''
    let closed = false
    let chain: Promise<unknown> = Promise.resolve()
    const close = () => {
      if (closed) return
      closed = true
      stream.close()
      events.onClose()
    }
    stream.onmessage = ({ data }) => {
      const message = parseBoxMessage(String(data))
      if (!message.ok) return
      if (message.value.type === 'welcome') key = message.value.key
      events.onMessage(message.value)
    }
    stream.onerror = close
    return {
      send(message) {
        // One after another: an answer must not overtake the candidates that belong to it.
        chain = chain
          .then(() =>
            fetch(new URL(SIGNAL_PATH, origin), {
              method: 'POST',
              headers: { 'x-session': key },
              body: JSON.stringify(message),
            }),
          )
          .then((answer) => answer.ok || close(), close)
      },
      close,
    }
  }
