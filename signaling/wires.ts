import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { BOARD_PATH } from '../src/protocol/board.ts'
import { MAX_BODY_LETTERS, MAX_RELAY_LETTERS, SIGNAL_PATH } from '../src/protocol/signal.ts'
import { plainAddress } from './addresses.ts'
import { type Answer, isTooLong, plain } from './answer.ts'
import { isForeign, isTrusted } from './origin.ts'
import { type HallName, randomId, type Session, type Sessions, type Wire } from './sessions.ts'

/** The two ways to introductions: a WebSocket, or an event stream with POSTs where a browser refuses that. */
export function openWires(sessions: Sessions) {
  const sockets = {
    introductions: new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES }),
    boards: new WebSocketServer({ noServer: true, maxPayload: MAX_BOARD_BYTES }),
  }
  const byKey = new Map<string, { session: Session; held: { ms: number } }>()
  const addressOf = (request: IncomingMessage) => plainAddress(request.socket.remoteAddress)

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const path = request.url?.split('?')[0] ?? ''
    const hall = isTrusted(request) ? HALLS.get(path) : undefined
    if (!hall) return refuse(stream, 404)
    // Pages of other sites reach the boards, whose names they must know, and nothing else.
    if (hall !== 'boards' && isForeign(request)) return refuse(stream, 403)
    if (sessions.isFull(addressOf(request), hall)) return refuse(stream, 429)
    sockets[hall].handleUpgrade(request, stream, head, (socket) => {
      const session = sessions.enter(addressOf(request), wireOver(socket), '', hall)
      socket.on('message', (data: Buffer) => void sessions.receive(session, data.toString()))
      socket.on('close', () => void sessions.end(session, 1000, 'left'))
      // ws closes the socket with the fitting code (1009 for a frame too large); nothing is left to do.
      socket.on('error', () => {})
    })
  }

  function stream(request: IncomingMessage, response: ServerResponse): Answer | undefined {
    if (sessions.isFull(addressOf(request))) return plain(429, 'Too many connections.')
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const key = randomId()
    const send = (json: string) => {
      response.write(`data: ${json}\n\n`)
      return response.writableLength
    }
    const held = { ms: 0 }
    const wire: Wire = {
      send,
      waitingBytes: () => response.writableLength,
      hold: (ms) => void (held.ms = ms),
      close: () => void response.destroy(),
    }
    const session = sessions.enter(addressOf(request), wire, key)
    byKey.set(key, { session, held })
    response.on('close', () => {
      byKey.delete(key)
      sessions.end(session, 1000, 'left')
    })
    // A client that hangs up in the middle of a line is no fault of ours; `close` follows.
    response.on('error', () => {})
    return undefined
  }

  async function post(request: IncomingMessage): Promise<Answer> {
    const known = byKey.get(String(request.headers['x-session']))
    if (!known) return plain(403, 'No such session.')
    const { session, held } = known
    if (isTooLong(request, MAX_MESSAGE_BYTES)) return plain(413, sessions.end(session, 1009, 'too long'))
    const fault = sessions.receive(session, await text(request))
    // One POST follows another, so a late answer is what holds the next one back.
    const holdMs = held.ms
    held.ms = 0
    if (holdMs > 0) await new Promise((resolve) => setTimeout(resolve, holdMs).unref())
    return fault === undefined ? { status: 204 } : plain(400, fault)
  }

  return { upgrade, stream, post }
}

export type Wires = ReturnType<typeof openWires>

const HALLS = new Map<string, HallName>([
  [SIGNAL_PATH, 'introductions'],
  [BOARD_PATH, 'boards'],
])

function wireOver(socket: WebSocket): Wire {
  let resume: NodeJS.Timeout | undefined
  return {
    send(json) {
      socket.send(json)
      return socket.bufferedAmount
    },
    waitingBytes: () => socket.bufferedAmount,
    hold(ms) {
      socket.pause()
      clearTimeout(resume)
      resume = setTimeout(() => socket.resume(), ms).unref()
    },
    close(code, reason) {
      socket.close(code, reason)
      // A peer that does not answer the close frame is not waited for.
      setTimeout(() => socket.terminate(), 1000).unref()
    },
  }
}

/** The body of a relayed frame and its envelope; all else is smaller. */
const MAX_MESSAGE_BYTES = MAX_RELAY_LETTERS + 1000
const MAX_BOARD_BYTES = MAX_BODY_LETTERS + 1000

/** Answers an upgrade that does not become a WebSocket. */
function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy()) // nobody else listens, and a reset must not end the box
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
