import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Answer, isTooLong, NOT_FOUND, plain } from './answer.ts'

/**
 * Sealed backups, the only thing kept for rooms. Whoever writes an id first fixes the token that may write or
 * delete it later, until a write hands it on to another (`x-next-token`); whoever knows the id may read it, which opens
 * nothing without the room's recovery words.
 */
export async function openBackups(dir: string, most = MOST_BACKUPS): Promise<Backups> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  /** Hash of the id → hash of its owner's token. Together they name the file. */
  const owners = new Map<string, string>()
  for (const file of await oldestFirst(dir)) {
    const [id = '', owner = '', draft] = file.split('.')
    if (draft !== undefined)
      await rm(join(dir, file)) // half-written when the box last ended
    else {
      const older = owners.get(id)
      if (older !== undefined) await rm(join(dir, `${id}.${older}`)) // handed on when the box last ended
      owners.set(id, owner)
    }
  }
  const writing = new Set<string>()

  async function put(id: string, owner: string, next: string, request: IncomingMessage): Promise<Answer> {
    if (isTooLong(request, MOST_BYTES)) return plain(413, 'A backup is at most 32 MB.')
    if (!owners.has(id) && owners.size >= most) return plain(507, 'The box has no room for more backups.')
    if (writing.has(id)) return plain(409, 'This backup is being written.')
    // At once, so that two first writers cannot both be first.
    owners.set(id, owner)
    writing.add(id)
    const path = join(dir, `${id}.${next}`)
    try {
      await pipeline(request, createWriteStream(`${path}.tmp`, { mode: 0o600, flush: true }))
      await rename(`${path}.tmp`, path)
      // In this order, so that pulling the plug leaves one at least; the next start keeps the newer.
      if (next !== owner) await rm(join(dir, `${id}.${owner}`), { force: true })
      return { status: 204 }
    } finally {
      writing.delete(id)
      await rm(`${path}.tmp`, { force: true })
      // Nobody's where the first write broke off; ours again where it was deleted meanwhile.
      if (existsSync(path)) owners.set(id, next)
      else if (existsSync(join(dir, `${id}.${owner}`))) owners.set(id, owner)
      else owners.delete(id)
    }
  }

  async function read(id: string): Promise<Answer> {
    const handle = await open(join(dir, `${id}.${owners.get(id)}`)).catch(() => undefined) // never written, or deleted
    if (!handle) return NOT_FOUND
    const { size } = await handle.stat()
    const headers = { 'content-type': 'application/octet-stream', 'content-length': size, 'cache-control': 'no-store' }
    return { status: 200, headers, body: handle.createReadStream() }
  }

  return {
    async answer(name, request) {
      const id = sha256(name)
      if (request.method === 'GET') return read(id)
      const [, token] = /^Bearer ([\w-]{22,128})$/.exec(request.headers.authorization ?? '') ?? []
      if (token === undefined) return plain(401, 'A token is needed.', { 'www-authenticate': 'Bearer' })
      const owner = sha256(token)
      if ((owners.get(id) ?? owner) !== owner) return plain(403, 'This backup belongs to somebody else.')
      const handedTo = [request.headers['x-next-token']].flat()[0]
      const [next = token] = /^[\w-]{22,128}$/.exec(handedTo ?? '') ?? []
      if (request.method === 'PUT') return put(id, owner, sha256(next), request)
      if (request.method !== 'DELETE') return plain(405, 'Not that way.', { allow: 'GET, PUT, DELETE' })
      await rm(join(dir, `${id}.${owner}`), { force: true })
      owners.delete(id)
      return { status: 204 }
    },
  }
}

export type Backups = { answer(name: string, request: IncomingMessage): Promise<Answer> }

const MOST_BYTES = 32 * 1024 * 1024
/** Fifty rooms and some that were given up; 2 GB at most. */
const MOST_BACKUPS = 64

async function oldestFirst(dir: string): Promise<string[]> {
  const files = await Promise.all(
    (await readdir(dir)).map(async (file) => ({ file, ...(await stat(join(dir, file))) })),
  )
  return files.sort((a, b) => a.mtimeMs - b.mtimeMs).map(({ file }) => file)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
