import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { extname, join } from 'node:path'
import { type Answer, NOT_FOUND, plain } from './answer.ts'

/** A file of the built app; a path without extension is a place inside the app, so it gets the page. */
export async function serveApp(app: string, path: string, { method, headers }: IncomingMessage): Promise<Answer> {
  // Nothing hidden, and nothing outside. Escapes stay as they are: no file of ours has one in its name.
  if (/\/\.|\\/.test(path)) return NOT_FOUND
  const isPlace = extname(path) === ''
  const disk = join(app, isPlace ? 'index.html' : path)
  // The build puts the brotli of a file beside it, so that a small box never compresses while it serves.
  const takesBrotli = headers.range === undefined && /\bbr\b(?!\s*;\s*q=0)/.test(String(headers['accept-encoding']))
  const packed = takesBrotli ? await openFile(`${disk}.br`) : undefined
  const file = packed ?? (await openFile(disk))
  if (!file) return isPlace ? plain(503, 'The app has not been built: run `npm run build`.') : NOT_FOUND
  const { handle, size, etag } = file
  const common = {
    etag,
    'cache-control': isNamedByHash(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-type': TYPES[extname(disk)] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    vary: 'accept-encoding',
    ...(packed && { 'content-encoding': 'br' }),
  }
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag
  const part = isSame ? parseRange(headers.range, size) : undefined
  const isKnown = headers['if-none-match']?.includes(etag)
  const isBeyond = part && part.start > part.end
  if (isKnown || isBeyond || method === 'HEAD') await handle.close()
  if (isKnown) return { status: 304, headers: common }
  const ofSize = (span: string) => ({ 'content-range': `bytes ${span}/${size}` })
  if (isBeyond) return plain(416, 'No such part.', ofSize('*'))
  const length = part ? part.end - part.start + 1 : size
  const shown = { ...common, 'content-length': length, ...(part && ofSize(`${part.start}-${part.end}`)) }
  const body = method === 'HEAD' ? '' : handle.createReadStream(part)
  return { status: part ? 206 : 200, headers: shown, body }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** Length and ETag are of what the handle reads, also when a build replaces the file meanwhile. */
async function openFile(disk: string): Promise<{ handle: FileHandle; size: number; etag: string } | undefined> {
  const handle = await open(disk).catch(() => undefined) // not there
  const there = await handle?.stat()
  if (handle && there?.isFile()) return { handle, size: there.size, etag: `"${there.size}-${there.mtimeMs}"` }
  await handle?.close()
  return undefined
}

/** Vite puts eight letters of the hash before the extension; a word alone has no capital, digit or underscore. */
const isNamedByHash = (path: string) => /^\/assets\/(.*\/)?[^/]*[-.](?=[a-z-]*[A-Z0-9_])[\w-]{8,}\.\w+$/.test(path)

/**
 * First and last byte, both included; nothing where the whole is asked for, or several parts, or another unit, which
 * may all be ignored (RFC 9110). A part that is not there starts after its end.
 */
export function parseRange(header = '', size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === '' && last === '') return undefined
  // `-500` is the last 500 bytes, `500-` everything from there.
  if (first === '') return { start: Math.max(0, size - Number(last)), end: size - 1 }
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
