import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sameBytes } from '../src/lib/bytes.ts'
import { type Answer, NOT_FOUND, notAllowed, plain } from './answer.ts'

/**
 * Sealed backups, the only thing kept for rooms. Whoever writes an id first fixes the token that may write or
 * delete it later; whoever knows the id may read it, which opens nothing without the room's recovery words.
 */
export async function openBackups(dir: string, mostTotalBytes: number): Promise<Backups> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  let usedBytes = await takeStock(dir)
  let turn: Promise<unknown> = Promise.resolve()

  /** One change of a kept file at a time, so that two first writers cannot both be first. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = turn.then(change)
    turn = done.catch(() => undefined) // its caller hears of it
    return done
  }

  async function put(path: string, token: Buffer, request: IncomingMessage): Promise<Answer> {
    if (!(await mayChange(path, token))) return FORBIDDEN
    const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
    let draftBytes = 0
    let refusal: Answer | undefined

    async function* accepted(): AsyncGenerator<Uint8Array> {
      yield token
      // After a refusal the rest is drained by node, so that the client gets to read the answer.
      for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        draftBytes += part.length
        usedBytes += part.length
        if (draftBytes > MOST_BYTES) refusal = TOO_BIG
        else if (usedBytes > mostTotalBytes) refusal = FULL
        if (refusal) return
        yield part
      }
    }
    try {
      await pipeline(accepted, createWriteStream(draft, { mode: 0o600, flags: 'wx' }))
      return refusal ?? (await inTurn(() => commit(path, token, draft)))
    } finally {
      usedBytes -= draftBytes
      await rm(draft, { force: true })
    }
  }

  async function commit(path: string, token: Buffer, draft: string): Promise<Answer> {
    if (!(await mayChange(path, token))) return FORBIDDEN
    const [before, after] = [await sizeOf(path), await sizeOf(draft)]
    await rename(draft, path)
    usedBytes += after - before
    return { status: 204 }
  }

  const remove = (path: string, token: Buffer) =>
    inTurn(async () => {
      if (!(await mayChange(path, token))) return FORBIDDEN
      usedBytes -= await sizeOf(path)
      await rm(path, { force: true })
      return { status: 204 }
    })

  return {
    async answer(id, request) {
      const path = join(dir, createHash('sha256').update(id).digest('hex'))
      if (request.method === 'GET') return read(path)
      if (request.method !== 'PUT' && request.method !== 'DELETE') return notAllowed('GET, PUT, DELETE')
      const [, token] = /^Bearer ([\w-]{22,128})$/.exec(request.headers.authorization ?? '') ?? []
      if (token === undefined) return plain(401, 'A token is needed.', { 'www-authenticate': 'Bearer' })
      const owner = createHash('sha256').update(token).digest()
      if (request.method === 'DELETE') return remove(path, owner)
      if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return TOO_BIG
      return put(path, owner, request)
    },
  }
}

export type Backups = { answer(id: string, request: IncomingMessage): Promise<Answer> }

const MOST_BYTES = 32 * 1024 * 1024
/** Before the sealed bytes: SHA-256 of the owner's token. */
const OWNER_BYTES = 32

const TOO_BIG = plain(413, 'A backup is at most 32 MB.')
const FULL = plain(507, 'The box has no room for more backups.')
const FORBIDDEN = plain(403, 'This backup belongs to somebody else.')

/** What is kept, without the drafts of an earlier run, which are dropped. */
async function takeStock(dir: string): Promise<number> {
  let bytes = 0
  for (const name of await readdir(dir)) {
    if (name.endsWith('.tmp')) await rm(join(dir, name), { force: true })
    else bytes += await sizeOf(join(dir, name))
  }
  return bytes
}

async function sizeOf(path: string): Promise<number> {
  const there = await stat(path).catch(() => undefined) // not there: nothing to count
  return Math.max(0, (there?.size ?? 0) - OWNER_BYTES)
}

async function mayChange(path: string, owner: Buffer): Promise<boolean> {
  const handle = await openIfThere(path)
  if (!handle) return true
  try {
    const { buffer } = await handle.read(Buffer.alloc(OWNER_BYTES), 0, OWNER_BYTES, 0)
    return sameBytes(buffer, owner)
  } finally {
    await handle.close()
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function read(path: string): Promise<Answer> {
  const handle = await openIfThere(path)
  if (!handle) return NOT_FOUND
  const { size } = await handle.stat()
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': size - OWNER_BYTES,
      'cache-control': 'no-store',
      'content-disposition': 'attachment',
    },
    body: handle.createReadStream({ start: OWNER_BYTES }),
  }
}
