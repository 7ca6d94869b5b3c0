import { type Bytes, concat, toBase64url } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { BlobId } from '../protocol/ids.ts'
import { CHUNK_BYTES, findBody, listBodies, readBody, resumeBody, startBody, type Unfinished } from './bodies.ts'
import { openBlobWriter, startBlobHash } from './blob-writer.ts'
import type { StoreFault } from './fault.ts'
import type { RoomStore } from './room-store.ts'
import type { Rows } from './rows.ts'

export type Blobs = Pick<
  RoomStore,
  | 'putBlob'
  | 'getBlob'
  | 'hasBlob'
  | 'blobBytes'
  | 'readBlobPart'
  | 'openBlobWriter'
  | 'resumeBlobWriter'
  | 'dropUnreferenced'
  | 'usedBytes'
> & {
  /** Piece by piece; an error in place of the first piece that is missing or damaged, and nothing after it. */
  readBlob(id: BlobId): AsyncIterable<Result<Bytes, StoreFault>>
}

/** Content-addressed blobs of one room, each in sealed chunks. */
export function openBlobs(deps: { rows: Rows; random: Random }): Blobs {
  const { rows } = deps
  const unfinished: Unfinished = new Set()
  const hasBlob = (id: BlobId) => rows.has('blobs', [id])

  return {
    hasBlob,
    async putBlob(bytes) {
      const id = await idOf(bytes)
      if (await hasBlob(id)) return ok(id)
      const body = startBody(deps, unfinished)
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const added = await body.add(bytes.subarray(at, at + CHUNK_BYTES))
        if (!added.ok) return abandon(added.error)
      }
      const finished = await body.finish(id)
      return finished.ok ? ok(id) : abandon(finished.error)

      async function abandon(fault: StoreFault) {
        await body.abort() // what cannot be taken away now, the next tidying takes
        return err(fault)
      }
    },
    async getBlob(id) {
      const place = await findBody(rows, id)
      if (!place) return undefined
      const pieces: Bytes[] = []
      for await (const piece of readBody(rows, place)) if (piece.ok) pieces.push(piece.value)
      const bytes = concat(...pieces)
      if ((await idOf(bytes)) === id) return bytes
      await rows.setAside('blobs', [[id]]) // it counts as missing now, and can be fetched again
      return undefined
    },
    async *readBlob(id) {
      const place = await findBody(rows, id)
      if (place) yield* readBody(rows, place)
      else yield err('store-corrupt')
    },
    blobBytes: async (id) => (await findBody(rows, id))?.bytes,
    async readBlobPart(id, from, most) {
      const place = await findBody(rows, id)
      if (!place) return undefined
      const end = Math.min(place.bytes, from + most)
      const pieces: Bytes[] = []
      for (let at = Math.floor(from / CHUNK_BYTES); at * CHUNK_BYTES < end; at++) {
        const chunk = await rows.get('chunks', [place.body, at])
        if (!chunk) return undefined
        const start = at * CHUNK_BYTES
        pieces.push(chunk.subarray(Math.max(0, from - start), Math.min(chunk.length, end - start)))
      }
      return concat(...pieces)
    },
    openBlobWriter: (expected) => openBlobWriter({ body: startBody(deps, unfinished), hasBlob, expected }),
    async resumeBlobWriter(name, expected) {
      const hash = await startBlobHash()
      const begun = await resumeBody(rows, unfinished, name, (chunk) => void hash.update(chunk))
      const body = startBody(deps, unfinished, begun)
      return { writer: openBlobWriter({ body, hasBlob, expected, hash: Promise.resolve(hash) }), bytes: begun.bytes }
    },
    async dropUnreferenced(keep, keepBodies = NONE) {
      // Whoever asked cannot know a blob that is finished from here on: its body is unfinished now, or it is not among the
      // first keys. In this order: a body that is begun meanwhile is found unfinished, or found in the list.
      const live = new Set([...unfinished, ...keepBodies])
      const blobs = await rows.keys('blobs')
      const bodies = new Set((await rows.keys('chunks')).map(([body]) => String(body)))
      for (const body of unfinished) live.add(body)
      const listed = await listBodies(rows)
      const known = new Set<unknown>(blobs.map(([id]) => id))
      for (const { id, body } of listed) if (keep.has(id) || !known.has(id)) live.add(body)
      const fresh = new Set<unknown>(listed.flatMap(({ id, body }) => (live.has(body) ? [id] : [])))
      const dropped = blobs.filter(([id]) => !keep.has(id as BlobId) && !fresh.has(id))
      return rows.write(['blobs', 'chunks'], (to) => [
        ...dropped.map((key) => to.drop('blobs', ...key)),
        ...[...bodies].filter((body) => !live.has(body)).map((body) => to.drop('chunks', body)),
      ])
    },
    usedBytes: async () => (await listBodies(rows)).reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

const NONE: ReadonlySet<string> = new Set()

const idOf = async (bytes: Bytes): Promise<BlobId> =>
  toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) as BlobId
