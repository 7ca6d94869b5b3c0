import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { extname } from 'node:path'
import { type Answer, NOT_FOUND, notAllowed, plain } from './answer.ts'
import type { AppFile, AppFiles } from './app-files.ts'
import { parseRange } from './ranges.ts'

/** A file of the app; a path without extension is a place inside the app, so it gets the page. */
export async function serveApp(files: AppFiles, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD')
  const path = decodePath(request.url ?? '/')
  if (path === undefined) return plain(400, 'The address is malformed.')
  const file = (await files.find(path)) ?? (isInsideApp(path) ? await files.find('/index.html') : undefined)
  if (file) return answerFile(file, path, request)
  return isInsideApp(path) ? plain(503, 'The app has not been built: run `npm run build`.') : NOT_FOUND
}

export function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '/')
  } catch {
    return undefined // malformed percent-encoding
  }
}

const isInsideApp = (path: string) => extname(path) === '' && !/\\|\0|\/\.\.?(\/|$)/.test(path)

/** Vite puts eight letters of the hash before the extension; a word alone has no capital, digit or underscore. */
const isNamedByHash = (path: string) => /^\/assets\/(.*\/)?[^/]*[-.](?=[a-z-]*[A-Z0-9_])[\w-]{8,}\.\w+$/.test(path)

async function answerFile(file: AppFile, path: string, { method, headers }: IncomingMessage): Promise<Answer> {
  const packed =
    headers.range === undefined && acceptsBrotli(String(headers['accept-encoding'] ?? '')) ? file.br : undefined
  const etag = `"${file.hash}${packed ? '-br' : ''}"`
  const common = {
    etag,
    'cache-control': isNamedByHash(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'accept-ranges': 'bytes',
    vary: 'accept-encoding',
  }
  if (matches(headers['if-none-match'], etag)) return { status: 304, headers: common }
  const typed = { ...common, 'content-type': file.type }
  if (packed) return { status: 200, headers: { ...typed, 'content-encoding': 'br' }, body: packed }
  const unchanged = headers['if-range'] === undefined || headers['if-range'] === etag
  const span = unchanged ? parseRange(headers.range, file.size) : 'whole'
  if (span === 'unsatisfiable')
    return plain(416, 'No such part.', { ...common, 'content-range': `bytes */${file.size}` })
  const { start, end } = span === 'whole' ? { start: 0, end: file.size - 1 } : span
  const sized = { ...typed, 'content-length': end - start + 1 }
  const status = span === 'whole' ? 200 : 206
  const shown = span === 'whole' ? sized : { ...sized, 'content-range': `bytes ${start}-${end}/${file.size}` }
  if (method === 'HEAD' || file.size === 0) return { status, headers: shown }
  const handle = await openUnchanged(file)
  if (!handle) return plain(503, 'The app is being replaced: try again.', { 'retry-after': '1' })
  return { status, headers: shown, body: handle.createReadStream({ start, end }) }
}

const acceptsBrotli = (header = '') => /(^|,)\s*br\s*(;\s*q=(1|0\.\d*[1-9])\d*)?\s*(,|$)/.test(header)

const matches = (header: string | undefined, etag: string) =>
  header !== undefined && header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)

/** A build may replace the file under us; its length and ETag must not be promised for other bytes. */
async function openUnchanged({ disk, size, changedMs }: AppFile): Promise<FileHandle | undefined> {
  const handle = await open(disk).catch(() => undefined) // being replaced
  const there = await handle?.stat()
  if (there?.size === size && there.mtimeMs === changedMs) return handle
  await handle?.close()
  return undefined
}
