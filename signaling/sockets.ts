import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { SIGNAL_PATH } from '../src/protocol/signal.ts'
import { plainAddress } from './addresses.ts'
import type { Clock } from './clock.ts'
import { isForeign } from './origin.ts'
import { MAX_MESSAGE_BYTES, type Seat, type Sessions } from './sessions.ts'

/** Introductions over WebSocket: each socket is one session, and a fault ends that one only. */
export function openSockets(sessions: Sessions, clock: Clock) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, clientTracking: true })
  const answered = new WeakSet<WebSocket>()

  const stopBeat = clock.every(BEAT_MS, () => {
    for (const socket of server.clients) {
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  })

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== SIGNAL_PATH) return refuse(stream, 404)
    if (isForeign(request)) return refuse(stream, 403)
    const seat = sessions.seat(plainAddress(request.socket.remoteAddress))
    if (!seat) return refuse(stream, 429)
    // The place is free again when the connection is gone, not when a close frame was sent.
    stream.once('close', seat.leave)
    stream.on('error', () => stream.destroy())
    server.handleUpgrade(request, stream, head, (socket) => serve(socket, seat))
  }

  function serve(socket: WebSocket, seat: Seat): void {
    answered.add(socket)
    const session = seat.open({
      send: (json) => socket.send(json),
      backlogBytes: () => socket.bufferedAmount,
      close: (code, reason) => socket.close(code, reason),
    })
    socket.on('pong', () => answered.add(socket))
    socket.on('message', (data, isBinary) => {
      if (isBinary) session.refuse('not text')
      else session.receive((data as Buffer).toString())
    })
    // ws closes the socket with the fitting code (1009 for a frame too large); nothing is left to do.
    socket.on('error', () => {})
  }

  return {
    upgrade,
    stop() {
      stopBeat()
      // A peer that does not answer the close frame must not hold up the stop.
      setTimeout(() => server.clients.forEach((socket) => socket.terminate()), 300).unref()
      server.close()
    },
  }
}

const BEAT_MS = 30_000

/** Answers an upgrade that does not become a WebSocket. */
export function refuse(stream: Duplex, status: number): void {
  stream.on('error', () => stream.destroy()) // nobody else listens, and a reset must not end the box
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
