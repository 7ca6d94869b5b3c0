import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { compress } from './brotli.ts'
import type { Clock } from './clock.ts'

/**
 * The built app as a lookup by URL path: what is not in the map cannot be asked for, so no path leads elsewhere.
 * At most once a second a request looks whether files changed, so that a new build needs no restart.
 */
export async function openAppFiles(dir: string, clock: Clock): Promise<AppFiles> {
  let files: ReadonlyMap<string, AppFile> = new Map()
  let lookedMs = clock.nowMs()
  let compressing = Promise.resolve()
  let looking = look()

  async function look(): Promise<void> {
    const next = await index(dir, files)
    // In the middle of a build the folder may be empty: what we know stays until there is an app again.
    if (files.has('/index.html') && !next.has('/index.html')) return
    if (next.size === files.size && [...next].every(([path, file]) => files.get(path) === file)) return
    files = next
    // In its own time, one build after the other; until then the files go out as they are.
    compressing = compressing.then(() => compress(next.values()))
  }

  await looking
  return {
    async find(path) {
      if (Math.abs(clock.nowMs() - lookedMs) >= LOOK_AGAIN_MS) {
        lookedMs = clock.nowMs()
        looking = looking.then(look)
      }
      await looking
      return files.get(path)
    },
  }
}

export type AppFiles = { find(path: string): Promise<AppFile | undefined> }
export type AppFile = {
  disk: string
  size: number
  changedMs: number
  hash: string
  type: string
  /** Brotli, once it is ready. */
  br: Buffer | undefined
}

const LOOK_AGAIN_MS = 1000

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
}

async function index(dir: string, known: ReadonlyMap<string, AppFile>): Promise<Map<string, AppFile>> {
  const files = new Map<string, AppFile>()
  for (const path of await pathsUnder(dir)) {
    const disk = join(dir, path)
    const there = await stat(disk).catch(() => undefined) // gone since it was listed
    if (!there) continue
    const before = known.get(path)
    if (before?.size === there.size && before.changedMs === there.mtimeMs) {
      files.set(path, before)
      continue
    }
    const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'
    const hash = await hashOf(disk)
    files.set(path, { disk, size: there.size, changedMs: there.mtimeMs, hash, type, br: undefined })
  }
  return files
}

/** Regular files only, without hidden ones; links are not followed. */
async function pathsUnder(dir: string, prefix = ''): Promise<string[]> {
  const paths: string[] = []
  const entries = await readdir(join(dir, prefix), { withFileTypes: true }).catch(() => []) // no app yet
  for (const entry of entries) {
    const path = `${prefix}/${entry.name}`
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) paths.push(...(await pathsUnder(dir, path)))
    else if (entry.isFile() && !path.endsWith('.br')) paths.push(path)
  }
  return paths
}

async function hashOf(disk: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(disk), hash).catch(() => undefined) // gone again: the next look sorts it out
  return hash.digest('base64url')
}
