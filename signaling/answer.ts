import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'

/** What a request is answered with; written in one place. */
export type Answer = { status: number; headers?: OutgoingHttpHeaders; body?: string | Uint8Array | Readable }

export function reply(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body = '' }: Answer,
): void {
  const length = body instanceof Readable ? {} : { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...length, ...headers })
  if (!(body instanceof Readable)) response.end(request.method === 'HEAD' ? undefined : body)
  // A client that hangs up is no fault of ours; pipeline closes both ends.
  else pipeline(body, response, () => {})
}

/** One sentence for whoever asked. */
export const plain = (status: number, sentence: string, headers: OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: `${sentence}\n`,
})

export const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: `${JSON.stringify(value)}\n`,
})

export const NOT_FOUND = plain(404, 'Nothing here.')
export const notAllowed = (allow: string): Answer => plain(405, 'Not that way.', { allow })

/** The whole body, or undefined where it is longer than allowed. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let length = 0
  // Node drains what is left, so that the client gets to read the answer.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length
    if (length > mostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
