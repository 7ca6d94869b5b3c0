import { type Bytes, toBase64url } from '../lib/bytes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { BlobId } from '../protocol/ids.ts'
import { type Body, CHUNK_BYTES } from './bodies.ts'
import type { StoreFault } from './fault.ts'

/** Writes one blob piece by piece, holding no more than a chunk of it. Each call waits for the one before. */
export type BlobWriter = {
  /** Under which it can be gone on with by `resumeBlobWriter`. */
  body: string
  write(bytes: Bytes): Promise<Result<void, StoreFault>>
  /** The blob's id. `wrong-blob`: its hash is not the expected one, and nothing was kept. */
  finish(): Promise<Result<BlobId, StoreFault | 'wrong-blob'>>
  /** Keeps nothing. Harmless after the end. */
  abort(): Promise<void>
}

type Deps = {
  body: Body
  hasBlob(id: BlobId): Promise<boolean>
  expected?: BlobId | undefined
  /** Of what the body already holds. */
  hash?: Promise<BlobHash>
}
export type BlobHash = Awaited<ReturnType<typeof startBlobHash>>
/** WebCrypto hashes only what is in memory as a whole. Loaded by the first file: most phones never take one. */
export const startBlobHash = async () => (await import('@noble/hashes/sha2.js')).sha256.create()

export function openBlobWriter({ body, hasBlob, expected, hash = startBlobHash() }: Deps): BlobWriter {
  const chunk = new Uint8Array(CHUNK_BYTES)
  let filled = 0
  let isOver = false
  let failed: StoreFault | undefined

  return {
    body: body.name,
    async write(bytes) {
      const hashed = await hash
      hashed.update(bytes)
      for (let at = 0; at < bytes.length && !failed;) {
        const piece = bytes.subarray(at, at + CHUNK_BYTES - filled)
        chunk.set(piece, filled)
        filled += piece.length
        at += piece.length
        if (filled === CHUNK_BYTES) await addChunk()
      }
      return failed ? err(failed) : ok(undefined)
    },
    async finish() {
      if (filled > 0 && !failed) await addChunk()
      const id = toBase64url((await hash).digest()) as BlobId
      if (failed) return giveUp(failed)
      if (expected !== undefined && id !== expected) return giveUp('wrong-blob')
      if (await hasBlob(id)) await abort()
      const finished = isOver ? ok(undefined) : await body.finish(id)
      if (!finished.ok) return giveUp(finished.error)
      isOver = true
      return ok(id)
    },
    abort,
  }

  async function addChunk(): Promise<void> {
    const added = await body.add(chunk.slice(0, filled))
    filled = 0
    if (!added.ok) failed = added.error
  }

  async function giveUp<F>(fault: F) {
    await abort()
    return err(fault)
  }

  async function abort(): Promise<void> {
    if (isOver) return
    isOver = true
    await body.abort() // what cannot be taken away now, the next tidying takes
  }
}
