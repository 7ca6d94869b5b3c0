import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'

/** What a request is answered with; written in one place. */
export type Answer = { status: number; headers?: OutgoingHttpHeaders; body?: string | Readable }

export function reply(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  response.writeHead(status, headers)
  // A client that hangs up is no fault of ours; pipeline closes both ends.
  if (body instanceof Readable) pipeline(body, response, () => {})
  else response.end(body)
}

/** Something made here and now, so never kept. */
export const fresh = (type: string, body: string, headers: OutgoingHttpHeaders = {}): Answer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  body,
})

/** One sentence for whoever asked. */
export const plain = (status: number, sentence: string, headers: OutgoingHttpHeaders = {}): Answer => ({
  ...fresh('text/plain; charset=utf-8', `${sentence}\n`, headers),
  status,
})

export const NOT_FOUND = plain(404, 'Nothing here.')

/** Also where no length is said: what we take in is small, and browsers say it. */
export const isTooLong = ({ headers }: IncomingMessage, mostBytes: number): boolean =>
  !(Number(headers['content-length']) <= mostBytes)
