import * as v from 'valibot'
import { type Bytes, toBase64url } from '../lib/bytes.ts'
import type { Random } from '../lib/clock.ts'
import { err, type Result } from '../lib/result.ts'
import type { BlobId } from '../protocol/ids.ts'
import { counter } from '../protocol/shape.ts'
import type { StoreFault } from './fault.ts'
import { fromJson, toJson } from './json.ts'
import type { Rows } from './rows.ts'

/** A chunk is sealed and written as a whole: large files never sit in memory. */
export const CHUNK_BYTES = 256 << 10

/** Where a blob's bytes are: chunks are written before the blob's hash is known, under a name of their own. */
const place = v.object({ body: v.string(), chunks: counter, bytes: counter })
export type Place = v.InferOutput<typeof place>

/** A body that is being written; it belongs to nobody until `finish` names the blob it is. */
export type Body = {
  /** Whoever knows the name can go on with it after a restart. */
  name: string
  /** Pieces of at most CHUNK_BYTES, in order. */
  add(piece: Bytes): Promise<Result<void, StoreFault>>
  finish(id: BlobId): Promise<Result<void, StoreFault>>
  abort(): Promise<Result<void, StoreFault>>
}

/** Bodies of unfinished blobs, which look like rubbish to whoever tidies up. */
export type Unfinished = Set<string>

type Begun = { name: string; chunks: number; bytes: number }

export function startBody(
  { rows, random }: { rows: Rows; random: Random },
  unfinished: Unfinished,
  begun: Begun = { name: toBase64url(random(12)), chunks: 0, bytes: 0 },
): Body {
  const body = begun.name
  let { chunks, bytes } = begun
  unfinished.add(body)
  return {
    name: body,
    async add(piece) {
      const chunk = await rows.seal('chunks', [body, chunks], piece)
      chunks += 1
      bytes += piece.length
      return rows.write(['chunks'], (to) => [to.put('chunks', chunk)], 'relaxed')
    },
    async finish(id) {
      const row = await rows.seal('blobs', [id], toJson({ body, chunks, bytes } satisfies Place))
      const done = await rows.write(['blobs'], (to) => [to.put('blobs', row)])
      if (done.ok) unfinished.delete(body)
      return done
    },
    async abort() {
      unfinished.delete(body)
      return rows.write(['chunks'], (to) => [to.drop('chunks', body)])
    },
  }
}

export async function findBody(rows: Rows, id: BlobId): Promise<Place | undefined> {
  const bytes = await rows.get('blobs', [id])
  const found = bytes && fromJson(place, bytes)
  if (found && !found.ok) await rows.setAside('blobs', [[id]])
  return found?.ok ? found.value : undefined
}

/** Where every readable blob is. */
export async function listBodies(rows: Rows): Promise<(Place & { id: BlobId })[]> {
  const { rows: found } = await rows.list('blobs')
  return found.flatMap(({ key: [id], bytes }) => {
    const read = fromJson(place, bytes)
    return read.ok ? [{ ...read.value, id: id as BlobId }] : [] // set aside when somebody asks for it
  })
}

/**
 * What an earlier run of this device kept of an unfinished body: whole chunks up to the first that is missing, each handed
 * to `take` as it is read. Nothing of it is tidied away from here on.
 */
export async function resumeBody(
  rows: Rows,
  unfinished: Unfinished,
  name: string,
  take: (chunk: Bytes) => void,
): Promise<Begun> {
  unfinished.add(name)
  const begun = { name, chunks: 0, bytes: 0 }
  for (;;) {
    const chunk = await rows.get('chunks', [name, begun.chunks])
    // The last piece of a blob may be shorter, and then there is nothing to put behind it.
    if (chunk?.length !== CHUNK_BYTES) return begun
    take(chunk)
    begun.chunks += 1
    begun.bytes += chunk.length
  }
}

/** The chunks in order, each checked as it comes; an error in place of the first that is missing or damaged. */
export async function* readBody(rows: Rows, { body, chunks }: Place): AsyncGenerator<Result<Bytes, StoreFault>> {
  for (let at = 0; at < chunks; at++) {
    const chunk = await rows.get('chunks', [body, at])
    if (!chunk) return yield err('store-corrupt')
    yield { ok: true, value: chunk }
  }
}
