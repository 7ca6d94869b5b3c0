import type { IncomingMessage, ServerResponse } from 'node:http'
import { EVENTS_PATH, SIGNAL_PATH } from '../src/protocol/signal.ts'
import { type Answer, fresh, NOT_FOUND, plain, reply } from './answer.ts'
import { serveApp } from './app-files.ts'
import type { Backups } from './backups.ts'
import { headersOf } from './headers.ts'
import type { JoinPages } from './join-page.ts'
import { isForeign, isTrusted } from './origin.ts'
import type { Wires } from './wires.ts'

/** Answers every request of both servers; the only list of what the box serves. */
export function makeRouter({ app, wires, backups, join, health }: Parts) {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const path = request.url?.split('?')[0] ?? '/'
    if (isTrusted(request) && /^\/(signal|backup|board)(\/|$)/.test(path)) {
      if (isForeign(request)) return plain(403, 'This box answers its own pages only.')
      if (path === EVENTS_PATH && request.method === 'GET') return wires.stream(request, response)
      if (path === SIGNAL_PATH && request.method === 'POST') return wires.post(request)
      const [, backup] = /^\/backup\/([\w-]{22})$/.exec(path) ?? []
      return backup === undefined ? NOT_FOUND : backups.answer(backup, request)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Not that way.', { allow: 'GET, HEAD' })
    const download = join.downloads.get(path)
    if (download) return download
    if (!isTrusted(request)) return path === '/' ? join.page(request.headers['accept-language']) : NOT_FOUND
    if (path === '/healthz') return fresh('application/json', `${JSON.stringify(health())}\n`)
    return serveApp(app, path, request)
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeaders(headersOf(request.url?.split('?')[0] ?? '/'))
    try {
      const given = await answer(request, response)
      if (given) reply(response, given)
    } catch {
      // The cause may name a path or an address, so it is not printed; a client that went away is not news.
      if (response.headersSent) response.destroy()
      else reply(response, plain(500, 'The box could not answer that.'))
    }
  }
}

export type Parts = { app: string; wires: Wires; backups: Backups; join: JoinPages; health(): unknown }
