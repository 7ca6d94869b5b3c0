import type { IncomingMessage, ServerResponse } from 'node:http'
import { EVENTS_PATH, SIGNAL_PATH } from '../src/protocol/signal.ts'
import { type Answer, json, NOT_FOUND, notAllowed, plain, reply } from './answer.ts'
import { isLoopback, plainAddress } from './addresses.ts'
import type { AppFiles } from './app-files.ts'
import type { Backups } from './backups.ts'
import type { openEvents } from './events.ts'
import { SECURITY_HEADERS } from './headers.ts'
import type { makeJoinPages } from './join.ts'
import { isForeign } from './origin.ts'
import { serveApp } from './serve.ts'

/** Answers every request of both servers; the only list of what the box serves. */
export function makeRouter(parts: Parts) {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const path = request.url?.split('?')[0] ?? '/'
    if (!isTrusted(request)) return parts.join.answer(request, path)
    if (path === EVENTS_PATH && request.method === 'GET') return void parts.events.stream(request, response)
    if (path === SIGNAL_PATH) return request.method === 'POST' ? parts.events.post(request) : notAllowed('POST')
    if (path === '/healthz') return json(parts.health())
    const [, backup] = /^\/backup\/([\w-]{22})$/.exec(path) ?? []
    if (backup !== undefined) return answerBackup(backup, request)
    if (/^\/(signal|backup)\//.test(path)) return NOT_FOUND
    return parts.join.certificate(path) ?? serveApp(parts.files, request)
  }

  async function answerBackup(id: string, request: IncomingMessage): Promise<Answer> {
    if (isForeign(request)) return plain(403, 'This box answers its own pages only.')
    const address = plainAddress(request.socket.remoteAddress)
    if (!parts.mayBackUp(address)) return plain(429, 'Too many backups for now.', { 'retry-after': '60' })
    return parts.backups.answer(id, request)
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (value !== undefined) response.setHeader(name, value)
    try {
      const given = await answer(request, response)
      if (given) reply(request, response, given)
    } catch {
      // The cause may name a path or an address, so it is not printed; a client that went away is not news.
      if (response.headersSent) response.destroy()
      else reply(request, response, plain(500, 'The box could not answer that.'))
    }
  }
}

export type Parts = {
  files: AppFiles
  events: ReturnType<typeof openEvents>
  backups: Backups
  join: ReturnType<typeof makeJoinPages>
  mayBackUp(address: string): boolean
  health(): unknown
}

/**
 * Whether the app may be served here: over https, or to this computer itself. The name is checked too, so that a
 * page elsewhere that makes its own name point at this computer gets nothing.
 */
export function isTrusted({ socket, headers }: IncomingMessage): boolean {
  if ('encrypted' in socket) return true
  const host = (headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  return ['localhost', '127.0.0.1', '[::1]'].includes(host) && isLoopback(plainAddress(socket.remoteAddress))
}
