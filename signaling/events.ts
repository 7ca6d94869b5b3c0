import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, plain, readBody, reply } from './answer.ts'
import { plainAddress } from './addresses.ts'
import type { Clock } from './clock.ts'
import { isForeign } from './origin.ts'
import { MAX_MESSAGE_BYTES, randomId, type Session, type Sessions } from './sessions.ts'

/**
 * The same introductions over plain https, for browsers that refuse a WebSocket after a certificate warning:
 * an event stream towards the client, POSTs with its key towards the box.
 */
export function openEvents(sessions: Sessions, clock: Clock) {
  const byKey = new Map<string, { session: Session; response: ServerResponse; heardMs: number }>()

  const stopBeat = clock.every(BEAT_MS, () => {
    for (const { response, heardMs } of byKey.values()) {
      // The kernel takes a quarter of an hour to miss a client that walked out of range; clients ping, so we need not.
      // And a stream that was ended, but never read to its end, is over too.
      if (response.writableEnded || clock.nowMs() - heardMs > MOST_SILENCE_MS) response.destroy()
      else response.write(':\n\n') // lets the client, and boxes in between, know that the stream is alive
    }
  })

  function stream(request: IncomingMessage, response: ServerResponse): void {
    if (isForeign(request)) return reply(request, response, plain(403, 'This box answers its own pages only.'))
    const seat = sessions.seat(plainAddress(request.socket.remoteAddress))
    if (!seat) return reply(request, response, plain(429, 'Too many connections.'))
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const key = randomId()
    const session = seat.open(
      {
        send: (json) => response.write(`data: ${json}\n\n`),
        backlogBytes: () => response.writableLength,
        close: () => response.end(),
      },
      key,
    )
    byKey.set(key, { session, response, heardMs: clock.nowMs() })
    // A client that hangs up in the middle of a line is no fault of ours; `close` follows.
    response.on('error', () => {})
    response.on('close', () => {
      byKey.delete(key)
      seat.leave()
    })
  }

  async function post(request: IncomingMessage): Promise<Answer> {
    if (isForeign(request)) return plain(403, 'This box answers its own pages only.')
    const stream = byKey.get(String(request.headers['x-session'] ?? ''))
    if (!stream) return plain(403, 'No such session.')
    stream.heardMs = clock.nowMs()
    const { session } = stream
    const body = await readBody(request, MAX_MESSAGE_BYTES)
    if (!body) session.refuse('too long')
    if (!body) return plain(413, 'too long')
    const refusal = session.receive(body.toString())
    if (!refusal) return { status: 204 }
    return plain({ malformed: 400, 'too fast': 429, closed: 403 }[refusal.why], refusal.reason)
  }

  return { stream, post, stop: stopBeat }
}

const BEAT_MS = 15_000
/** A page in the background may ping no more than once a minute. */
const MOST_SILENCE_MS = 120_000
