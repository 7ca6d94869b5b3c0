import { type Bytes, concat, toBase64url } from '../lib/bytes.ts'
import { makeListeners } from '../lib/listeners.ts'
import { err, ok } from '../lib/result.ts'
import type { BlobId, StatementId } from '../protocol/ids.ts'
import type { SignedStatement } from '../protocol/statement.ts'
import { openBlobWriter, startBlobHash } from './blob-writer.ts'
import type { Body } from './bodies.ts'
import type { StoreFault } from './fault.ts'
import { fold } from './fold.ts'
import type { RoomStore } from './room-store.ts'

/** Above this many, updates are folded into one. */
const FOLD_AT = 200

/**
 * A room's store that lasts as long as the page: for visitors in private mode, and for simulations. It stays readable
 * after `close`, so that a simulated device can be switched off and on again.
 */
export function memoryRoomStore(): RoomStore {
  /** Per document: its present epoch, and updates by epoch (those of a coming epoch may arrive before it is opened). */
  const heads = new Map<string, string>()
  const updates = new Map<string, Map<string, Bytes[]>>()
  const statements = new Map<StatementId, SignedStatement>()
  const values = new Map<string, string>()
  const blobs = new Map<BlobId, Bytes>()
  const bodies = new Map<string, Bytes[]>()
  let nextBody = 0
  const faults = makeListeners<StoreFault>()
  let isErased = false
  const refused = () => Promise.resolve(err('storage-broken' as const))
  const done = () => (isErased ? refused() : Promise.resolve(ok(undefined)))

  const hasBlob = (id: BlobId) => Promise.resolve(blobs.has(id))
  function bodyNamed(name: string): Body {
    const pieces = bodies.get(name) ?? []
    bodies.set(name, pieces)
    return {
      name,
      add(piece) {
        if (!isErased) pieces.push(piece)
        return done()
      },
      finish(id) {
        bodies.delete(name)
        if (!isErased) blobs.set(id, concat(...pieces))
        return done()
      },
      abort() {
        bodies.delete(name)
        return done()
      },
    }
  }

  const epochsOf = (doc: string): Map<string, Bytes[]> => {
    const found = updates.get(doc) ?? new Map<string, Bytes[]>()
    updates.set(doc, found)
    return found
  }

  return {
    loadDocument: (doc) => {
      const epoch = heads.get(doc)
      if (epoch === undefined) return Promise.resolve(undefined)
      return Promise.resolve({ epoch, updates: [...(epochsOf(doc).get(epoch) ?? [])], corrupt: 0 })
    },
    appendUpdate(doc, epoch, update) {
      if (isErased) return
      if (!heads.has(doc)) heads.set(doc, epoch)
      const tail = [...(epochsOf(doc).get(epoch) ?? []), update.slice()]
      epochsOf(doc).set(epoch, tail.length > FOLD_AT ? [fold(tail)] : tail)
    },
    replaceEpoch(doc, epoch, baseline) {
      if (isErased) return refused()
      heads.set(doc, epoch)
      const early = epochsOf(doc).get(epoch) ?? []
      updates.set(doc, new Map([[epoch, [baseline.slice(), ...early]]]))
      return done()
    },
    putStatements(items, ids) {
      if (!isErased) items.forEach((item, i) => statements.set(ids[i] as StatementId, item))
      return done()
    },
    allStatements: () => Promise.resolve([...statements.values()]),
    dropStatements(ids) {
      for (const id of ids) statements.delete(id)
      return done()
    },
    getValue: (key) => {
      const json = values.get(key)
      return Promise.resolve(json === undefined ? undefined : (JSON.parse(json) as unknown))
    },
    setValue(key, value) {
      if (value === undefined) values.delete(key)
      else if (!isErased) values.set(key, JSON.stringify(value)) // as text, so that nobody shares it by reference
      return done()
    },
    async putBlob(bytes) {
      const id = toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) as BlobId
      if (isErased) return refused()
      blobs.set(id, bytes.slice())
      return ok(id)
    },
    getBlob: (id) => Promise.resolve(blobs.get(id)?.slice()),
    hasBlob,
    blobBytes: (id) => Promise.resolve(blobs.get(id)?.length),
    readBlobPart: (id, from, most) => Promise.resolve(blobs.get(id)?.slice(from, from + most)),
    openBlobWriter: (expected) => openBlobWriter({ body: bodyNamed(`body ${nextBody++}`), hasBlob, expected }),
    async resumeBlobWriter(name, expected) {
      const hash = await startBlobHash()
      for (const piece of bodies.get(name) ?? []) hash.update(piece)
      const bytes = (bodies.get(name) ?? []).reduce((sum, { length }) => sum + length, 0)
      const writer = openBlobWriter({ body: bodyNamed(name), hasBlob, expected, hash: Promise.resolve(hash) })
      return { writer, bytes }
    },
    dropUnreferenced(keep) {
      for (const id of [...blobs.keys()]) if (!keep.has(id)) blobs.delete(id)
      return done()
    },
    usedBytes: () => Promise.resolve([...blobs.values()].reduce((sum, { length }) => sum + length, 0)),
    flush: done,
    erase() {
      isErased = true
      for (const kept of [heads, updates, statements, values, blobs, bodies]) kept.clear()
      return Promise.resolve(ok(undefined))
    },
    onFault: faults.add,
    close: () => Promise.resolve(),
  }
}
